# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Quality of service that parameters override."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rcl_interfaces.msg import SetParametersResult
from rclpy.duration import Duration
from rclpy.parameter import Parameter
from rclpy.qos import HistoryPolicy, QoSPolicyKind, QoSProfile, ReliabilityPolicy
from rclpy.qos_overriding_options import InvalidQosOverridesError, QoSOverridingOptions
from std_msgs.msg import String

START = 'qos_overrides./topic'


def test_parameters_override_the_policies_that_may_be(make_node: Callable[..., Any]) -> None:
    node = make_node(
        parameter_overrides=[
            Parameter(f'{START}.publisher.reliability', value='best_effort'),
            Parameter(f'{START}.publisher.depth', value=3),
            Parameter(f'{START}.publisher.deadline', value=5),
            Parameter(f'{START}.subscription_left.history', value='keep_all'),
        ]
    )
    given = QoSProfile(depth=10)
    options = QoSOverridingOptions.with_default_policies()
    publisher = node.create_publisher(String, 'topic', given, qos_overriding_options=options)
    assert publisher.qos_profile.reliability == ReliabilityPolicy.BEST_EFFORT
    assert publisher.qos_profile.depth == 3
    assert publisher.qos_profile.deadline == Duration()  # none of the policies that may be
    assert given == QoSProfile(depth=10)
    assert node.get_parameter(f'{START}.publisher.history').value == 'keep_last'
    assert node.describe_parameter(f'{START}.publisher.depth').read_only
    subscription = node.create_subscription(
        String,
        'topic',
        lambda _: None,
        10,
        qos_overriding_options=QoSOverridingOptions.with_default_policies(entity_id='left'),
    )
    assert subscription.qos_profile.history == HistoryPolicy.KEEP_ALL


def test_overrides_can_be_rejected(make_node: Callable[..., Any]) -> None:
    node = make_node(
        parameter_overrides=[
            Parameter(f'{START}.publisher.reliability', value='sometimes'),
            Parameter(f'{START}.publisher_deep.depth', value=1),
        ]
    )
    options = QoSOverridingOptions([QoSPolicyKind.RELIABILITY])
    with pytest.raises(InvalidQosOverridesError, match=r'sometimes.*expected one of'):
        node.create_publisher(String, 'topic', 10, qos_overriding_options=options)

    def deep(profile: QoSProfile) -> Any:
        return SetParametersResult(successful=profile.depth > 5, reason='too shallow')

    options = QoSOverridingOptions([QoSPolicyKind.DEPTH], callback=deep, entity_id='deep')
    with pytest.raises(InvalidQosOverridesError, match='too shallow'):
        node.create_publisher(String, 'topic', 10, qos_overriding_options=options)
    assert node.count_publishers('topic') == 0
