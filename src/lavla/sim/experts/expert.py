# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What a scripted expert offers."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from lavla.robots import SIDES
from lavla.sim.differential_ik import joint_velocities
from lavla.sim.environment import CONTROL_PERIOD_S, BimanualEnv

_NOISE_TIME_S = 0.3
_NOISE_SPEED = 0.2
_NOISE_TURN = 0.8


class Expert(ABC):
    """
    A scripted expert that knows the true state.

    Call targets() every CONTROL_PERIOD_S and give the result to env.move_to(). With noise, what
    it returns is disturbed by a slowly varying velocity of each tool, while label stays what the
    expert means to do: demonstrations then contain recoveries, and their labels are clean.

    :param env: the simulation; reset it before the expert is made.
    :param rng: source of the noise.
    :param action_noise: standard deviation of the disturbance, as a fraction of 0.2 m/s and
        0.8 rad/s, less near a grasp; 0.1 to 0.2 gives useful recoveries.
    """

    def __init__(
        self, env: BimanualEnv, rng: np.random.Generator, action_noise: float = 0.0
    ) -> None:
        """Start without disturbance and with the joints where they are."""
        self.env = env
        self.done = False
        self._rng = rng
        self._action_noise = action_noise
        self._noise = np.zeros((len(SIDES), 6))
        self._label = env.joint_positions()

    @abstractmethod
    def _decide(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return tool twists (2, 6), hand targets (2,) and each arm's factor on the noise (2,)."""

    @property
    def label(self) -> np.ndarray:
        """Return the undisturbed targets (J,) of the last call of targets()."""
        return self._label.copy()

    def targets(self) -> np.ndarray:
        """Return joint position targets (J,) to be reached CONTROL_PERIOD_S from now."""
        twists, hands, noise_factors = self._decide()
        label = self.env.joint_positions()
        executed = label.copy()
        disturbance = noise_factors[:, None] * self._next_noise()
        start = 0
        for index, arm in enumerate(self.env.robot.arms):
            slot = slice(start, start + len(arm.joint_names))
            start = slot.stop
            positions = label[slot].copy()
            clean = joint_velocities(arm, positions, twists[index])
            disturbed = joint_velocities(arm, positions, twists[index] + disturbance[index])
            label[slot] += CONTROL_PERIOD_S * clean
            executed[slot] += CONTROL_PERIOD_S * disturbed
        label[start:] = executed[start:] = hands
        limits = self.env.robot.limits
        self._label = limits.clip(label)
        return limits.clip(executed)

    def _next_noise(self) -> np.ndarray:
        """Advance an Ornstein-Uhlenbeck process; its stationary deviation is action_noise."""
        keep = np.exp(-CONTROL_PERIOD_S / _NOISE_TIME_S)
        scale = self._action_noise * np.array([_NOISE_SPEED] * 3 + [_NOISE_TURN] * 3)
        fresh = scale * self._rng.normal(size=self._noise.shape)
        self._noise = keep * self._noise + np.sqrt(1.0 - keep**2) * fresh
        return self._noise
