# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Joint positions as of a given time, from one or several joint state publishers."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence

import numpy as np
from sensor_msgs.msg import JointState

from lavla.nodes.ros_time import seconds


class JointStateError(LookupError):
    """Say why no joint state fits the time asked for."""


class JointStateBuffer:
    """Keep the newest joint states and look positions up as of a stamp."""

    def __init__(self, joint_names: Sequence[str], length: int = 400) -> None:
        """Keep `length` messages per publisher; joint_names is the order of the answers."""
        self._joint_names = tuple(joint_names)
        self._length = length
        self._lock = threading.Lock()
        self._groups: dict[tuple[str, ...], deque[tuple[float, np.ndarray]]] = {}

    def store(self, message: JointState) -> None:
        """Store one message; messages without positions are ignored."""
        names = tuple(message.name)
        if len(message.position) != len(names):
            return
        entry = seconds(message.header.stamp), np.array(message.position, dtype=np.float64)
        with self._lock:
            group = self._groups.setdefault(names, deque(maxlen=self._length))
            if group and entry[0] < group[-1][0]:
                group.clear()
            group.append(entry)

    def as_of(self, stamp_s: float, tolerance_s: float) -> np.ndarray:
        """
        Return positions (joints,), each the newest one not after stamp_s.

        Raise JointStateError when a joint is missing or its newest position by then is more than
        tolerance_s older than stamp_s.
        """
        with self._lock:
            groups = {names: list(group) for names, group in self._groups.items()}
        positions = np.full(len(self._joint_names), np.nan)
        for names, group in groups.items():
            wanted = [
                (column, names.index(name))
                for column, name in enumerate(self._joint_names)
                if name in names
            ]
            if not wanted:
                continue
            entry = next((item for item in reversed(group) if item[0] <= stamp_s), None)
            if entry is None:
                raise JointStateError('joint_states begin after the image was taken')
            if stamp_s - entry[0] > tolerance_s:
                raise JointStateError(
                    f'joint_states are {stamp_s - entry[0]:.3f} s older than the image '
                    f'(limit {tolerance_s:.3f} s)'
                )
            for column, index in wanted:
                positions[column] = entry[1][index]
        if np.isnan(positions).any():
            missing = [
                name
                for name, value in zip(self._joint_names, positions, strict=True)
                if np.isnan(value)
            ]
            raise JointStateError('no position in joint_states for ' + ', '.join(missing))
        return positions
