# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Smooth motion through key poses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

from lavla_training.data.synthetic.geometry import orthonormalise


@dataclass(frozen=True)
class Key:
    """A pose at a time: position (3,) in metres, rotation (3, 3), extra parameters (n,)."""

    time_s: float
    position: np.ndarray
    rotation: np.ndarray
    parameters: np.ndarray


class Trajectory:
    """
    Interpolate key poses with a monotone cubic, which rests at equal neighbours and never swings.

    Raise ValueError when the keys are not in strictly increasing order of time.
    """

    def __init__(self, keys: Sequence[Key]) -> None:
        times = np.array([key.time_s for key in keys])
        if len(keys) < 2 or not np.all(np.diff(times) > 0):
            raise ValueError(f'a trajectory needs two or more keys at growing times, got {times}')
        values = np.stack(
            [np.concatenate([key.position, key.rotation.ravel(), key.parameters]) for key in keys]
        )
        self._first, self._last = float(times[0]), float(times[-1])
        self._curve = PchipInterpolator(times, values)

    def at(self, time_s: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return position (3,), rotation (3, 3) and parameters at a time; hold at both ends."""
        value = self._curve(min(max(time_s, self._first), self._last))
        return value[:3], orthonormalise(value[3:12].reshape(3, 3)), value[12:]
