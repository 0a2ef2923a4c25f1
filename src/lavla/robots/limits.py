# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Joint limits of a group of joints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lavla.robots.errors import RobotError


@dataclass(frozen=True, eq=False)
class JointLimits:
    """
    Limits of n joints, in the order of names.

    Units are rad, rad/s, rad/s² and rad/s³ for revolute joints, and m, m/s, … for prismatic ones.

    :param names: the n joint names.
    :param position_min: lowest position, (n,).
    :param position_max: highest position, (n,).
    :param velocity: highest speed, (n,).
    :param acceleration: highest acceleration, (n,).
    :param jerk: highest jerk, (n,).
    :raises RobotError: on a wrong shape, a non-finite number, an empty range or a limit ≤ 0.
    """

    names: tuple[str, ...]
    position_min: np.ndarray
    position_max: np.ndarray
    velocity: np.ndarray
    acceleration: np.ndarray
    jerk: np.ndarray

    def __post_init__(self) -> None:
        """Check shapes and signs, and make the arrays read-only."""
        for field in ('position_min', 'position_max', 'velocity', 'acceleration', 'jerk'):
            values = np.array(getattr(self, field), dtype=np.float64)
            if values.shape != (len(self.names),):
                raise RobotError(
                    f'{field}: expected {len(self.names)} numbers for the joints '
                    f'{", ".join(self.names)}, got the shape {values.shape}'
                )
            if not np.isfinite(values).all():
                raise RobotError(f'{field}: every number must be finite, got {values.tolist()}')
            if not field.startswith('position') and (values <= 0.0).any():
                raise RobotError(f'{field}: every number must be positive, got {values.tolist()}')
            values.setflags(write=False)
            object.__setattr__(self, field, values)
        empty = np.flatnonzero(self.position_min >= self.position_max)
        if empty.size:
            index = empty[0]
            raise RobotError(
                f'position_min: {self.names[index]}: {self.position_min[index]} is not below '
                f'position_max {self.position_max[index]}'
            )

    def contains(self, positions: np.ndarray, tolerance: float = 0.0) -> bool:
        """Tell whether positions (n,) lie within the position limits."""
        positions = np.asarray(positions)
        return bool(
            (positions >= self.position_min - tolerance).all()
            and (positions <= self.position_max + tolerance).all()
        )

    def clip(self, positions: np.ndarray) -> np.ndarray:
        """Return positions (…, n) clipped to the position limits."""
        return np.clip(positions, self.position_min, self.position_max)
