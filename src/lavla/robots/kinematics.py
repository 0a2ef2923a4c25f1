# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Forward kinematics of an open chain of revolute joints."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, eq=False)
class SerialChain:
    """
    A chain in modified Denavit-Hartenberg parameters.

    The transform from frame i−1 to frame i is Rx(α_{i−1}) · Tx(a_{i−1}) · Rz(θ_i) · Tz(d_i)
    (J. J. Craig, "Introduction to Robotics", eq. 3.6; the convention of Franka's documentation).

    :param a: link lengths, (n,) metres.
    :param d: link offsets, (n,) metres.
    :param alpha: link twists, (n,) radians.
    :param tool: pose of the tool in the last link's frame, (4, 4).
    :param base: pose of the chain's base in the world, (4, 4).
    """

    a: np.ndarray
    d: np.ndarray
    alpha: np.ndarray
    tool: np.ndarray
    base: np.ndarray
    _cos_alpha: np.ndarray = field(init=False, repr=False)
    _sin_alpha: np.ndarray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compute what does not depend on the joint positions."""
        object.__setattr__(self, '_cos_alpha', np.cos(self.alpha))
        object.__setattr__(self, '_sin_alpha', np.sin(self.alpha))

    @property
    def joint_count(self) -> int:
        """Return n, the number of joints."""
        return len(self.a)

    def link_frames(self, positions: np.ndarray) -> np.ndarray:
        """
        Return the pose of every link in the world.

        :param positions: joint positions, (n,) radians.
        :return: (n + 1, 4, 4): the n link frames, then the tool.
        :raises ValueError: when positions has another shape.
        """
        positions = np.asarray(positions, dtype=np.float64)
        if positions.shape != (self.joint_count,):
            raise ValueError(f'expected {self.joint_count} joint positions, got {positions.shape}')
        cos, sin = np.cos(positions), np.sin(positions)
        ca, sa = self._cos_alpha, self._sin_alpha
        steps = np.zeros((self.joint_count, 4, 4))
        steps[:, 0, 0], steps[:, 0, 1], steps[:, 0, 3] = cos, -sin, self.a
        steps[:, 1, 0], steps[:, 1, 1], steps[:, 1, 2] = sin * ca, cos * ca, -sa
        steps[:, 1, 3] = -self.d * sa
        steps[:, 2, 0], steps[:, 2, 1], steps[:, 2, 2] = sin * sa, cos * sa, ca
        steps[:, 2, 3] = self.d * ca
        steps[:, 3, 3] = 1.0
        frames = np.empty((self.joint_count + 1, 4, 4))
        frame = self.base
        for index, step in enumerate(steps):
            frame = frame @ step
            frames[index] = frame
        frames[-1] = frame @ self.tool
        return frames

    def forward(self, positions: np.ndarray) -> np.ndarray:
        """Return the pose (4, 4) of the tool in the world for joint positions (n,)."""
        return self.link_frames(positions)[-1]

    def jacobian(self, positions: np.ndarray) -> np.ndarray:
        """
        Return the geometric Jacobian of the tool in the world frame.

        :param positions: joint positions, (n,) radians.
        :return: (6, n): rows 0–2 linear (m/rad), rows 3–5 angular.
        """
        frames = self.link_frames(positions)
        axes = frames[:-1, :3, 2]
        arms = frames[-1, :3, 3] - frames[:-1, :3, 3]
        return np.concatenate([np.cross(axes, arms), axes], axis=1).T
