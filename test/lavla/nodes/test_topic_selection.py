# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of which topics are recorded."""

import pytest
from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy

from lavla.nodes.topic_selection import matching_qos, selected_topics

TOPICS = (
    '/cell/joint_states',
    '/cell/camera/head/image_raw',
    '/cell/camera/head/image_raw/compressed',
    '/cell/camera/left_wrist/image_raw',
    '/cell/left/arm_controller/joint_trajectory',
    '/diagnostics',
    '/rosout',
)
PATTERNS = (
    'joint_states',
    'camera/*/image_raw',
    'camera/*/image_raw/compressed',
    '*/arm_controller/joint_trajectory',
    '/diagnostics',
)


@pytest.mark.parametrize(
    ('images', 'cameras'),
    [
        ('prefer_compressed', {'head/image_raw/compressed', 'left_wrist/image_raw'}),
        ('compressed', {'head/image_raw/compressed'}),
        ('raw', {'head/image_raw', 'left_wrist/image_raw'}),
    ],
)
def test_selects_by_pattern_in_the_namespace(images, cameras) -> None:
    assert selected_topics(TOPICS, PATTERNS, '/cell', images) == {
        '/cell/joint_states',
        '/cell/left/arm_controller/joint_trajectory',
        '/diagnostics',
    } | {f'/cell/camera/{name}' for name in cameras}


def test_selects_in_the_root_namespace() -> None:
    assert selected_topics(['/joint_states', '/x'], ['joint_states'], '/', 'raw') == {
        '/joint_states'
    }


def test_qos_suits_every_publisher() -> None:
    latched = QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL)
    plain = QoSProfile(depth=10)
    sensor = QoSProfile(depth=5, reliability=ReliabilityPolicy.BEST_EFFORT)
    assert matching_qos([latched], 50).durability == DurabilityPolicy.TRANSIENT_LOCAL
    assert matching_qos([latched, plain], 50).durability == DurabilityPolicy.VOLATILE
    assert matching_qos([latched, plain], 50).reliability == ReliabilityPolicy.RELIABLE
    assert matching_qos([plain, sensor], 50).reliability == ReliabilityPolicy.BEST_EFFORT
    assert matching_qos([plain], 50).depth == 50
