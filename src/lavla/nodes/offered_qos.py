# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""QoS profiles of publishers in the form in which a bag keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml
from rclpy.duration import Duration
from rclpy.qos import QoSProfile
from rosbag2_py import to_rclcpp_qos_vector

# Since this version of metadata.yaml policies have names, not numbers.
_METADATA_VERSION = 9
_NANOSECONDS = 10**9


def recorded_profiles(offered: Sequence[QoSProfile]) -> list[Any]:
    """Return what rosbag2's TopicMetadata takes as `offered_qos_profiles`."""
    text = yaml.safe_dump([_description(profile) for profile in offered], sort_keys=False)
    return list(to_rclcpp_qos_vector(text, _METADATA_VERSION))


def _description(profile: QoSProfile) -> dict[str, Any]:
    policies = {
        name: getattr(profile, name).name.lower()
        for name in ('history', 'reliability', 'durability', 'liveliness')
    }
    times = {
        name: _seconds_and_nanoseconds(getattr(profile, name))
        for name in ('deadline', 'lifespan', 'liveliness_lease_duration')
    }
    return {
        **policies,
        'depth': profile.depth,
        **times,
        'avoid_ros_namespace_conventions': profile.avoid_ros_namespace_conventions,
    }


def _seconds_and_nanoseconds(duration: Duration) -> dict[str, int]:
    seconds, nanoseconds = divmod(duration.nanoseconds, _NANOSECONDS)
    return {'sec': seconds, 'nsec': nanoseconds}
