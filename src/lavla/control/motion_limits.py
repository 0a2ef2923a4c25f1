# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Limits of a motion that is made of equal steps."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lavla.control.errors import ControlError
from lavla.control.settings import GateSettings
from lavla.robots import JointLimits

# Acceleration changes from full to full in at least this many steps, so that a set-point of one
# point per step shows it.
RAMP_STEPS_MIN = 2
# Relative room for rounding in comparisons.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class MotionLimits:
    """
    What every step of a motion must respect; arrays are (n,).

    :param names: joint names.
    :param period_s: duration of a step.
    :param position_min: lowest position.
    :param position_max: highest position.
    :param velocity: highest speed in use.
    :param acceleration: highest acceleration in use.
    :param acceleration_change: highest change of the acceleration within a step.
    :param ramp_steps: steps in which a stop builds its deceleration up, and down again.
    """

    names: tuple[str, ...]
    period_s: float
    position_min: np.ndarray
    position_max: np.ndarray
    velocity: np.ndarray
    acceleration: np.ndarray
    acceleration_change: np.ndarray
    ramp_steps: int

    @staticmethod
    def of(limits: JointLimits, settings: GateSettings) -> MotionLimits:
        """
        Scale limits as the settings say.

        :raises ControlError: when the horizon is too short to stop from the highest speed.
        """
        period_s = settings.period_s
        velocity = limits.velocity * settings.speed_scale
        acceleration = limits.acceleration * settings.acceleration_scale
        change = limits.jerk * settings.acceleration_scale * period_s
        ramp_steps = max(RAMP_STEPS_MIN, math.ceil(float(np.max(2.0 * acceleration / change))))
        stop_steps = ramp_steps + np.maximum(
            np.ceil(velocity / (acceleration * period_s)), ramp_steps
        )
        slowest = int(np.argmax(stop_steps))
        needed = settings.follow_steps + int(stop_steps[slowest])
        if needed > settings.horizon_steps:
            raise ControlError(
                f'horizon_s {settings.horizon_s} is too short: {limits.names[slowest]} needs '
                f'{needed * period_s:.3f} s to follow for {settings.follow_s} s and to stop from '
                f'its highest speed; raise horizon_s, or lower follow_s or speed_scale'
            )
        return MotionLimits(
            limits.names,
            period_s,
            limits.position_min,
            limits.position_max,
            velocity,
            acceleration,
            change,
            ramp_steps,
        )

    def __len__(self) -> int:
        """Return the number of joints."""
        return len(self.names)
