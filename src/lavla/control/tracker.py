# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Follow a reference as closely as the limits allow."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lavla.control.motion_limits import MotionLimits

# Gains per step. The error dynamics of the linear range have the poles −0.55 and 0.74 ± 0.17 i:
# an error falls to a tenth in about 8 steps, while a reference within the limits is followed
# without any lag, because its velocity and acceleration are fed forward.
VELOCITY_GAIN = 0.6
POSITION_GAIN = 0.25
# Share of the acceleration limit that the approach to a distant reference counts on.
APPROACH_SHARE = 0.6


class Followed(NamedTuple):
    """
    The first steps of a motion that follows the reference.

    :param accelerations: (M + 1, n), beginning with the given one.
    :param position: after the last step, (n,).
    :param velocity: after the last step, (n,).
    :param slowed: joints that would have gone faster than their limit, (n,) bool.
    :param softened: joints that would have accelerated more than their limit, (n,) bool.
    """

    accelerations: np.ndarray
    position: np.ndarray
    velocity: np.ndarray
    slowed: np.ndarray
    softened: np.ndarray


class ReferenceTracker:
    """Choose accelerations step by step: feed-forward, error feedback, then the limits."""

    def __init__(self, limits: MotionLimits) -> None:
        """Prepare for joints with these limits."""
        dt = limits.period_s
        self._limits = limits
        self._velocity_gain = VELOCITY_GAIN / dt
        self._position_gain = POSITION_GAIN / dt
        self._approach = APPROACH_SHARE * limits.acceleration
        self._linear_range = self._approach / self._position_gain**2
        self._room = dt * (1.0 + limits.ramp_steps) / 2.0

    def follow(
        self,
        position: np.ndarray,
        velocity: np.ndarray,
        acceleration: np.ndarray,
        reference: np.ndarray,
    ) -> Followed:
        """
        Follow a reference.

        :param position: commanded state at the first time of the reference, (n,).
        :param velocity: (n,).
        :param acceleration: (n,).
        :param reference: position, velocity, acceleration at M + 1 times, (3, M + 1, n).
        """
        limits, dt = self._limits, self._limits.period_s
        steps = reference.shape[1] - 1
        plan = np.empty((steps + 1, len(limits)))
        plan[0] = acceleration
        slowed = np.zeros(len(limits), dtype=bool)
        softened = np.zeros(len(limits), dtype=bool)
        for step in range(1, steps + 1):
            target, target_velocity, target_acceleration = reference[:, step]
            drift = dt * acceleration
            error = target - (position + dt * (velocity + 0.5 * drift))
            wanted_velocity = target_velocity + self._approach_velocity(error)
            allowed_velocity = np.clip(wanted_velocity, -limits.velocity, limits.velocity)
            fast = np.abs(wanted_velocity - allowed_velocity) > 1e-3 * limits.velocity
            feed_forward = np.where(fast, 0.0, target_acceleration)
            wanted = feed_forward + self._velocity_gain * (allowed_velocity - velocity - drift)
            chosen = self._limited(velocity, acceleration, wanted)
            slowed |= fast
            softened |= np.abs(wanted - chosen) > 0.01 * limits.acceleration
            position = position + dt * (velocity + (dt / 6.0) * (2.0 * acceleration + chosen))
            velocity = velocity + (0.5 * dt) * (acceleration + chosen)
            acceleration = plan[step] = chosen
        return Followed(plan, position, velocity, slowed, softened)

    def _approach_velocity(self, error: np.ndarray) -> np.ndarray:
        """Return a velocity that falls with the distance so that braking at its end suffices."""
        distance = np.abs(error)
        far = np.sqrt(2.0 * self._approach * np.maximum(distance - 0.5 * self._linear_range, 0.0))
        near = self._position_gain * distance
        return np.copysign(np.where(distance <= self._linear_range, near, far), error)

    def _limited(
        self, velocity: np.ndarray, acceleration: np.ndarray, wanted: np.ndarray
    ) -> np.ndarray:
        """
        Return the acceleration after the step that the limits allow.

        It is small enough that ramping it down at once keeps the velocity within its limit, and
        differs from the one before by no more than the jerk limit.
        """
        limits, dt = self._limits, self._limits.period_s
        gained = velocity + (0.5 * dt) * acceleration
        highest = np.minimum((limits.velocity - gained) / self._room, limits.acceleration)
        lowest = np.maximum((-limits.velocity - gained) / self._room, -limits.acceleration)
        chosen = np.minimum(np.maximum(wanted, lowest), highest)
        change = limits.acceleration_change
        return np.minimum(np.maximum(chosen, acceleration - change), acceleration + change)
