# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A motion of constant jerk in every step: the form of all that is sent to a robot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lavla.control.motion_limits import ROUNDING, MotionLimits


@dataclass(frozen=True, eq=False)
class Motion:
    """
    Positions, velocities and accelerations at equally spaced times, (K + 1, n) each.

    The jerk is constant within a step, so the cubic Hermite spline through positions and
    velocities, which joint trajectory controllers execute, is this very motion. After its last
    row, which is at rest, the joints stay where they are.
    """

    positions: np.ndarray
    velocities: np.ndarray
    accelerations: np.ndarray

    @staticmethod
    def at_rest(positions: np.ndarray, steps: int) -> Motion:
        """Return the motion that stays at positions (n,)."""
        zeros = np.zeros((steps + 1, len(positions)))
        return Motion(np.tile(positions, (steps + 1, 1)), zeros, zeros)

    @staticmethod
    def integrate(
        position: np.ndarray, velocity: np.ndarray, accelerations: np.ndarray, period_s: float
    ) -> Motion:
        """
        Integrate accelerations that are linear within each step.

        :param position: start, (n,).
        :param velocity: start, (n,).
        :param accelerations: (K + 1, n).
        """
        now, later = accelerations[:-1], accelerations[1:]
        velocities = np.empty_like(accelerations)
        velocities[0] = velocity
        np.cumsum((0.5 * period_s) * (now + later), axis=0, out=velocities[1:])
        velocities[1:] += velocity
        positions = np.empty_like(accelerations)
        positions[0] = position
        np.cumsum(
            period_s * velocities[:-1] + (period_s * period_s / 6.0) * (2.0 * now + later),
            axis=0,
            out=positions[1:],
        )
        positions[1:] += position
        return Motion(positions, velocities, accelerations)

    def after(self, steps: int) -> Motion:
        """Return the rest of the motion after some steps, padded with its last row."""
        if steps <= 0:
            return self
        index = np.minimum(np.arange(len(self.positions)) + steps, len(self.positions) - 1)
        return Motion(self.positions[index], self.velocities[index], self.accelerations[index])

    def choose(self, mask: np.ndarray, other: Motion) -> Motion:
        """Return this motion for joints where mask (n,) is true, the other one elsewhere."""
        return Motion(
            np.where(mask, self.positions, other.positions),
            np.where(mask, self.velocities, other.velocities),
            np.where(mask, self.accelerations, other.accelerations),
        )

    def resting(self) -> bool:
        """Tell whether the joints stand still throughout."""
        return not (self.velocities.any() or self.accelerations.any())

    def distinct_rows(self) -> np.ndarray:
        """Return the indices (R,) of all rows but those between coming to rest and the end."""
        last = len(self.positions) - 1
        moving = np.flatnonzero(self.velocities.any(axis=1) | self.accelerations.any(axis=1))
        rest = int(moving[-1]) + 1 if len(moving) else 0
        return np.append(np.arange(min(rest, last - 1) + 1), last)

    def within(self, limits: MotionLimits) -> np.ndarray:
        """Tell for each joint (n,) whether all of its motion respects the limits."""
        room = ROUNDING * (1.0 + np.abs(limits.position_max))
        change = np.abs(np.diff(self.accelerations, axis=0)).max(axis=0)
        return (
            (self.positions.min(axis=0) >= limits.position_min - room)
            & (self.positions.max(axis=0) <= limits.position_max + room)
            & (np.abs(self.velocities).max(axis=0) <= limits.velocity * (1.0 + ROUNDING))
            & (np.abs(self.accelerations).max(axis=0) <= limits.acceleration * (1.0 + ROUNDING))
            & (change <= limits.acceleration_change * (1.0 + ROUNDING))
        )
