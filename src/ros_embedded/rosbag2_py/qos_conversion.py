# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""QoS profiles of bags as objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rosbag2_py.qos_description import load_qos, make_qos_profile

if TYPE_CHECKING:
    from rclpy.qos import QoSProfile


def to_rclcpp_qos_vector(serialized: str, version: int) -> list[QoSProfile]:
    """
    Return the profiles in a YAML text, to be given to TopicMetadata.

    `version` is that of the metadata the text comes from: policies are numbers in those before 9.
    Both are read whatever it says.
    """
    return [make_qos_profile(one) for one in load_qos(serialized)]


def convert_rclcpp_qos_to_rclpy_qos(qos_input: Any) -> QoSProfile:
    """Return the rclpy profile of one that a TopicMetadata has."""
    return make_qos_profile(qos_input) if isinstance(qos_input, dict) else qos_input
