# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Hand JointTrajectory messages to a trajectory player."""

from __future__ import annotations

import numpy as np
from trajectory_msgs.msg import JointTrajectory

from lavla.control.trajectory_player import TrajectoryError, TrajectoryPlayer
from lavla.nodes.ros_time import seconds


def follow_message(player: TrajectoryPlayer, message: JointTrajectory, now_s: float) -> None:
    """
    Make a player follow a message; a zero stamp means now.

    :raises TrajectoryError: when the message is malformed; the player then goes on as before.
    """
    points = message.points
    start_s = seconds(message.header.stamp) or now_s
    times_s = np.array([seconds(point.time_from_start) for point in points])
    positions = _rows([point.positions for point in points], 'positions')
    velocities = None
    if any(len(point.velocities) for point in points):
        velocities = _rows([point.velocities for point in points], 'velocities')
    player.follow(list(message.joint_names), start_s, times_s, positions, velocities, now_s)


def _rows(values: list, name: str) -> np.ndarray:
    if len({len(row) for row in values}) > 1:
        raise TrajectoryError(f'points have different numbers of {name}')
    return np.array([np.asarray(row, dtype=np.float64) for row in values])
