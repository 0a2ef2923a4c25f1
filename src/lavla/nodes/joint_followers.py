# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""All joints of a robot, each group following the trajectories of its own topic."""

from __future__ import annotations

import numpy as np
from trajectory_msgs.msg import JointTrajectory

from lavla.control.trajectory_player import TrajectoryPlayer
from lavla.nodes.trajectory_message import follow_message
from lavla.robots import Robot


class JointFollowers:
    """
    One trajectory player for each arm and hand; joints are in the order of robot.joint_names.

    Call hold() before anything else.
    """

    def __init__(self, robot: Robot) -> None:
        """Begin without positions."""
        self._count = len(robot.joint_names)
        self._players = {
            part.trajectory_topic: TrajectoryPlayer(part.joint_names) for part in robot.parts
        }
        self._slots = {
            topic: robot.joint_indices(player.joint_names)
            for topic, player in self._players.items()
        }

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the trajectory topic of every group."""
        return tuple(self._players)

    def hold(self, positions: np.ndarray) -> None:
        """Forget all trajectories and stay at positions (J,)."""
        for topic, player in self._players.items():
            player.hold(positions[self._slots[topic]])

    def follow(self, topic: str, message: JointTrajectory, now_s: float) -> None:
        """
        Make the group of a topic follow a message.

        :raises TrajectoryError: when the message is malformed; the group then goes on as before.
        """
        follow_message(self._players[topic], message, now_s)

    def sample(self, time_s: float) -> tuple[np.ndarray, np.ndarray]:
        """Return positions (J,) and velocities (J,) at a time."""
        positions, velocities = np.zeros(self._count), np.zeros(self._count)
        for topic, player in self._players.items():
            slots = self._slots[topic]
            positions[slots], velocities[slots] = player.sample(time_s)
        return positions, velocities
