# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The joints of one controller in joint states of any order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sensor_msgs.msg import JointState


class JointStateColumns:
    """Pick named joints from JointState messages that may hold others, in any order."""

    def __init__(self, joint_names: Sequence[str]) -> None:
        """Set the joints that are wanted, in the order of the answers."""
        self._joint_names = tuple(joint_names)
        self._known: dict[tuple[str, ...], list[int] | None] = {}

    def pick(self, message: JointState) -> tuple[np.ndarray, np.ndarray] | None:
        """
        Return positions and velocities (n,), or None when a wanted joint is not in the message.

        Velocities that are not measured are zero. Values that are missing although their joints
        are named give shorter arrays, which the gate drops.
        """
        columns = self._columns(tuple(message.name))
        if columns is None:
            return None
        positions = np.asarray(message.position, dtype=np.float64)
        velocities = np.asarray(message.velocity, dtype=np.float64)
        if positions.size != len(message.name):
            return positions[:0], positions[:0]
        if velocities.size != len(message.name):
            velocities = np.zeros_like(positions)
        return positions[columns], velocities[columns]

    def _columns(self, names: tuple[str, ...]) -> list[int] | None:
        if names not in self._known:
            complete = all(name in names for name in self._joint_names)
            self._known[names] = (
                [names.index(name) for name in self._joint_names] if complete else None
            )
        return self._known[names]
