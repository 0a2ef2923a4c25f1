# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Forward kinematics of an open chain of revolute joints."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from lavla.robots.rigid_transform import skew, transform_from_parts


@dataclass(frozen=True, eq=False)
class SerialChain:
    """
    A chain of revolute joints, each given as in a URDF.

    The transform from link i−1 to link i is origins[i] · R(axes[i], θ_i).

    :param origins: poses of the joints in the link before, (n, 4, 4).
    :param axes: joint axes in the joints' frames, unit vectors (n, 3).
    :param tool: pose of the tool in the last link's frame, (4, 4).
    :param base: pose of the chain's base in the world, (4, 4).
    """

    origins: np.ndarray
    axes: np.ndarray
    tool: np.ndarray
    base: np.ndarray
    _skews: np.ndarray = field(init=False, repr=False)
    _squares: np.ndarray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compute what does not depend on the joint positions."""
        skews = np.stack([skew(axis) for axis in self.axes])
        object.__setattr__(self, '_skews', skews)
        object.__setattr__(self, '_squares', skews @ skews)

    @property
    def joint_count(self) -> int:
        """Return n, the number of joints."""
        return len(self.origins)

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
        # Rodrigues' formula for all joints at once
        turns = np.tile(np.eye(4), (self.joint_count, 1, 1))
        turns[:, :3, :3] += np.sin(positions)[:, None, None] * self._skews
        turns[:, :3, :3] += (1.0 - np.cos(positions))[:, None, None] * self._squares
        frames = np.empty((self.joint_count + 1, 4, 4))
        frame = self.base
        for index, step in enumerate(self.origins @ turns):
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
        axes = (frames[:-1, :3, :3] @ self.axes[:, :, None])[..., 0]
        arms = frames[-1, :3, 3] - frames[:-1, :3, 3]
        return np.concatenate([np.cross(axes, arms), axes], axis=1).T


def modified_dh_origin(a: float, d: float, alpha: float) -> np.ndarray:
    """
    Return the pose (4, 4) of a joint that turns about its z axis.

    Modified Denavit-Hartenberg parameters (J. J. Craig, "Introduction to Robotics", eq. 3.6; the
    convention of Franka's documentation): Rx(α_{i−1}) · Tx(a_{i−1}) · Tz(d_i).

    :param a: link length, metres.
    :param d: link offset, metres.
    :param alpha: link twist, radians.
    """
    cos, sin = np.cos(alpha), np.sin(alpha)
    rotation = np.array([[1.0, 0.0, 0.0], [0.0, cos, -sin], [0.0, sin, cos]])
    return transform_from_parts(np.array([a, -d * sin, d * cos]), rotation)
