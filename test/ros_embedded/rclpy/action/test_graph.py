# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the graph tells of actions, and what they are on the wire."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from example_interfaces.action import Fibonacci
from rclpy.action import (
    ActionClient,
    ActionServer,
    get_action_client_names_and_types_by_node,
    get_action_names_and_types,
    get_action_server_names_and_types_by_node,
)
from rclpy.node import Node
from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy

from ros_embedded.interfaces.type_hash import type_hash

NUMBERS = [('/robot/numbers', ['example_interfaces/action/Fibonacci'])]


@pytest.fixture
def nodes(make_node: Callable[..., Any]) -> tuple[Node, Node, Node]:
    """Return a node with a server, one with a client, and one that looks at them."""
    server = make_node('server', namespace='/robot')
    client = make_node('client')
    ActionServer(server, Fibonacci, 'numbers', lambda goal_handle: None)
    ActionClient(client, Fibonacci, '/robot/numbers')
    observer = make_node('observer')
    end = time.monotonic() + 60.0
    while time.monotonic() < end:
        found = observer.get_publishers_info_by_topic('/robot/numbers/_action/status')
        heard = observer.get_subscriptions_info_by_topic('/robot/numbers/_action/status')
        if found and heard:
            break
        time.sleep(0.01)
    return server, client, observer


def test_actions_and_their_nodes(nodes: tuple[Node, Node, Node]) -> None:
    observer = nodes[2]
    assert get_action_names_and_types(observer) == NUMBERS
    assert get_action_server_names_and_types_by_node(observer, 'server', '/robot') == NUMBERS
    assert get_action_server_names_and_types_by_node(observer, 'client', '/') == []
    assert get_action_client_names_and_types_by_node(observer, 'client', '/') == NUMBERS
    assert get_action_client_names_and_types_by_node(observer, 'server', '/robot') == []
    with pytest.raises(RuntimeError, match='nonexistent node: /absent'):
        get_action_server_names_and_types_by_node(observer, 'absent', '/')


def test_names_and_types_of_services_and_topics(nodes: tuple[Node, Node, Node]) -> None:
    observer = nodes[2]
    prefix, kind = '/robot/numbers/_action', 'example_interfaces/action/Fibonacci'
    services = dict(observer.get_service_names_and_types_by_node('server', '/robot'))
    assert services[f'{prefix}/send_goal'] == [f'{kind}_SendGoal']
    assert services[f'{prefix}/get_result'] == [f'{kind}_GetResult']
    assert services[f'{prefix}/cancel_goal'] == ['action_msgs/srv/CancelGoal']
    topics = dict(observer.get_publisher_names_and_types_by_node('server', '/robot'))
    assert topics[f'{prefix}/feedback'] == [f'{kind}_FeedbackMessage']
    assert topics[f'{prefix}/status'] == ['action_msgs/msg/GoalStatusArray']
    dds = dict(observer.get_topic_names_and_types(no_demangle=True))
    assert dds[f'rt{prefix}/feedback'] == [
        'example_interfaces::action::dds_::Fibonacci_FeedbackMessage_'
    ]
    assert dds[f'rq{prefix}/send_goalRequest'] == [
        'example_interfaces::action::dds_::Fibonacci_SendGoal_Request_'
    ]
    assert dds[f'rr{prefix}/cancel_goalReply'] == ['action_msgs::srv::dds_::CancelGoal_Response_']


def test_quality_of_service_and_type_hashes(nodes: tuple[Node, Node, Node]) -> None:
    observer = nodes[2]
    (status,) = observer.get_publishers_info_by_topic('/robot/numbers/_action/status')
    assert status.qos_profile.durability == DurabilityPolicy.TRANSIENT_LOCAL
    assert status.qos_profile.reliability == ReliabilityPolicy.RELIABLE
    assert str(status.topic_type_hash) == type_hash('action_msgs/msg/GoalStatusArray')
    (feedback,) = observer.get_publishers_info_by_topic('/robot/numbers/_action/feedback')
    assert feedback.qos_profile.durability == DurabilityPolicy.VOLATILE
    assert str(feedback.topic_type_hash) == type_hash(
        'example_interfaces/action/Fibonacci_FeedbackMessage'
    )


def test_quality_of_service_can_be_chosen(make_node: Callable[..., Any]) -> None:
    node = make_node('server')
    best_effort = QoSProfile(depth=3, reliability=ReliabilityPolicy.BEST_EFFORT)
    ActionServer(
        node,
        Fibonacci,
        'numbers',
        lambda goal_handle: None,
        feedback_pub_qos_profile=best_effort,
        status_pub_qos_profile=QoSProfile(depth=1),
    )
    publishers = {publisher.topic_name: publisher.qos_profile for publisher in node.publishers}
    assert publishers['/numbers/_action/feedback'] == best_effort
    assert publishers['/numbers/_action/status'].durability == DurabilityPolicy.VOLATILE
