# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The fastest stop of fixed form: ramp, full deceleration, ramp."""

from __future__ import annotations

import numpy as np

from lavla.control.motion_limits import MotionLimits


class StopPlanner:
    """
    Accelerations that bring joints from any velocity and acceleration to rest.

    With the ramp d falling from 1 to 0 in m steps, and u falling to 0 in the last m of N steps,
    a_k = a_0 d_k − A (1 − d_k) u_k. Every a_k lies between a_0 and −A, or between −A and 0, so
    the limit on the acceleration holds; A follows from the velocity that must vanish, and N is
    the smallest number that keeps A within the limit.
    """

    def __init__(self, limits: MotionLimits) -> None:
        """Prepare for joints with these limits."""
        self._limits = limits
        self._steps = np.arange(1000)[:, None]
        self._ramp = np.clip(1.0 - self._steps / limits.ramp_steps, 0.0, 1.0)

    def accelerations(
        self, velocity: np.ndarray, acceleration: np.ndarray, steps: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """
        Plan a stop within a number of steps.

        :param velocity: start, (n,).
        :param acceleration: start, (n,).
        :return: accelerations (steps + 1, n), and whether each joint is at rest by then, (n,).
        """
        limits, m = self._limits, self._limits.ramp_steps
        change = velocity / limits.period_s + acceleration * (0.5 * m)
        # Rounding must not add a step when the change is a whole number of full steps.
        full_steps = np.ceil(np.abs(change) / limits.acceleration - 1e-9)
        length = m + np.maximum(full_steps, m)
        ramp = self._ramp[: steps + 1]
        fall = np.clip((length - self._steps[: steps + 1]) / m, 0.0, 1.0)
        plan = acceleration * ramp - (change / (length - m)) * ((1.0 - ramp) * fall)
        return plan, length <= steps
