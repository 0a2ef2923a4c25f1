# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of how JointTrajectory messages reach the player."""

from __future__ import annotations

import numpy as np
import pytest
from builtin_interfaces.msg import Duration
from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint

from lavla.control.trajectory_player import TrajectoryError, TrajectoryPlayer
from lavla.nodes.ros_time import stamp
from lavla.nodes.trajectory_message import follow_message


def message(*points: JointTrajectoryPoint) -> JointTrajectory:
    return JointTrajectory(joint_names=['a'], points=list(points))


def point(
    seconds: int, position: float, velocities: tuple[float, ...] = ()
) -> JointTrajectoryPoint:
    return JointTrajectoryPoint(
        positions=[position],
        velocities=list(velocities),
        time_from_start=Duration(sec=seconds),
    )


@pytest.fixture
def player() -> TrajectoryPlayer:
    return TrajectoryPlayer(['a'])


def test_zero_stamp_means_now(player: TrajectoryPlayer) -> None:
    follow_message(player, message(point(1, 1.0), point(2, 3.0)), 50.0)
    assert player.sample(51.5)[0] == pytest.approx(2.0)


def test_stamp_is_where_the_points_count_from(player: TrajectoryPlayer) -> None:
    later = message(point(1, 1.0))
    later.header.stamp = stamp(51.0)
    follow_message(player, later, 50.0)
    assert player.sample(51.0)[0] == pytest.approx(0.5)


def test_velocities_are_used(player: TrajectoryPlayer) -> None:
    follow_message(player, message(point(1, 1.0, (0.5,))), 0.0)
    np.testing.assert_allclose(player.sample(1.0 - 1e-9)[1], 0.5, atol=1e-6)


def test_points_must_agree_on_having_velocities(player: TrajectoryPlayer) -> None:
    with pytest.raises(TrajectoryError, match='different numbers of velocities'):
        follow_message(player, message(point(1, 1.0, (0.5,)), point(2, 1.0)), 0.0)


def test_message_without_points_is_refused(player: TrajectoryPlayer) -> None:
    with pytest.raises(TrajectoryError, match='it has no points'):
        follow_message(player, message(), 0.0)
