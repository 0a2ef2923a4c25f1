# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Choose the QoS profile to record a topic with, and the one to play it with."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rclpy.qos import QoSProfile

_logger = logging.getLogger('rosbag2_py')

# Enough for bursts of small messages and for a second of several cameras.
_SUBSCRIPTION_DEPTH_MIN = 100
_PUBLISHER_DEPTH_MIN = 10


def adapt_request_to_offers(topic: str, offered: Sequence[QoSProfile]) -> QoSProfile:
    """Return the strictest profile that all publishers of a topic can serve."""
    from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy

    reliable = [one.reliability == ReliabilityPolicy.RELIABLE for one in offered]
    latched = [one.durability == DurabilityPolicy.TRANSIENT_LOCAL for one in offered]
    if any(reliable) and not all(reliable):
        _logger.warning(
            f"not all publishers of '{topic}' are reliable: it is recorded with best effort, and "
            'messages of the reliable ones can be lost'
        )
    if any(latched) and not all(latched):
        _logger.warning(
            f"not all publishers of '{topic}' are transient local: what was published before is "
            'not recorded'
        )
    return QoSProfile(
        depth=max(_SUBSCRIPTION_DEPTH_MIN, *(one.depth for one in offered), 0),
        reliability=ReliabilityPolicy.RELIABLE if all(reliable) else ReliabilityPolicy.BEST_EFFORT,
        durability=(
            DurabilityPolicy.TRANSIENT_LOCAL
            if latched and all(latched)
            else DurabilityPolicy.VOLATILE
        ),
    )


def adapt_offer_to_recorded_offers(topic: str, recorded: Sequence[QoSProfile]) -> QoSProfile:
    """
    Return the profile that the recorded publishers offered.

    Where they differed in more than history and lifespan, it is the default one, with a warning.
    """
    from rclpy.qos import HistoryPolicy, QoSProfile

    if not recorded:
        return QoSProfile(depth=_PUBLISHER_DEPTH_MIN)
    first = recorded[0]
    if any(_compatibility(one) != _compatibility(first) for one in recorded):
        _logger.warning(
            f"the recorded publishers of '{topic}' had different QoS profiles: it is played with "
            'the default one; choose another with --qos-profile-overrides-path'
        )
        return QoSProfile(depth=_PUBLISHER_DEPTH_MIN)
    return QoSProfile(
        history=HistoryPolicy.KEEP_LAST,
        depth=max(_PUBLISHER_DEPTH_MIN, *(one.depth for one in recorded), 0),
        reliability=first.reliability,
        durability=first.durability,
        deadline=first.deadline,
        liveliness=first.liveliness,
        liveliness_lease_duration=first.liveliness_lease_duration,
    )


def _compatibility(profile: QoSProfile) -> tuple[object, ...]:
    """Return the policies that decide who can talk to whom."""
    return (
        profile.reliability,
        profile.durability,
        profile.deadline.nanoseconds,
        profile.liveliness,
        profile.liveliness_lease_duration.nanoseconds,
    )
