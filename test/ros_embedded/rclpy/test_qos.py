# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Quality of service profiles."""

from __future__ import annotations

import pytest
from rclpy.duration import Duration
from rclpy.qos import (
    DurabilityPolicy,
    HistoryPolicy,
    InvalidQoSProfileException,
    QoSCompatibility,
    QoSPresetProfiles,
    QoSProfile,
    ReliabilityPolicy,
    qos_check_compatible,
    qos_profile_sensor_data,
)


def test_profile_needs_depth_or_history() -> None:
    assert QoSProfile(depth=3).history == HistoryPolicy.KEEP_LAST
    with pytest.raises(InvalidQoSProfileException, match='required'):
        QoSProfile()
    with pytest.raises(InvalidQoSProfileException, match='without a depth'):
        QoSProfile(history=HistoryPolicy.KEEP_LAST)
    with pytest.raises(ValueError, match='depth'):
        QoSProfile(depth=-1)
    with pytest.raises(TypeError, match='deadline'):
        QoSProfile(depth=1, deadline=3)


def test_presets_and_short_keys() -> None:
    assert QoSPresetProfiles.get_from_short_key('sensor_data') is qos_profile_sensor_data
    assert ReliabilityPolicy.get_from_short_key('best_effort') == ReliabilityPolicy.BEST_EFFORT
    assert 'transient_local' in DurabilityPolicy.short_keys()


def test_round_trip_through_the_transport() -> None:
    profile = QoSProfile(
        depth=7,
        reliability=ReliabilityPolicy.BEST_EFFORT,
        durability=DurabilityPolicy.TRANSIENT_LOCAL,
        deadline=Duration(seconds=1),
    )
    found = QoSProfile.from_endpoint(profile.to_endpoint())
    assert (found.depth, found.reliability, found.durability, found.deadline) == (
        7,
        profile.reliability,
        profile.durability,
        profile.deadline,
    )


def test_compatibility() -> None:
    reliable = QoSProfile(depth=1)
    assert qos_check_compatible(reliable, qos_profile_sensor_data)[0] == QoSCompatibility.OK
    result, reason = qos_check_compatible(qos_profile_sensor_data, reliable)
    assert result == QoSCompatibility.ERROR
    assert 'Best effort publisher and reliable subscription' in reason
