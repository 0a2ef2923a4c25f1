# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Differential inverse kinematics by damped least squares."""

from __future__ import annotations

import mujoco
import numpy as np

from lavla.robots import Arm

_SOLVE_STEPS = 40
_POSTURE_GAIN = 0.5
_NULL_SPACE_DAMPING = 1e-3


def pose_error(pose: np.ndarray, goal: np.ndarray) -> np.ndarray:
    """Return the twist (6,) that leads from pose (4, 4) to goal (4, 4) in one unit of time."""
    rotation = np.ascontiguousarray(goal[:3, :3] @ pose[:3, :3].T).ravel()
    quaternion, angular = np.empty(4), np.empty(3)
    mujoco.mju_mat2Quat(quaternion, rotation)
    mujoco.mju_quat2Vel(angular, quaternion, 1.0)
    return np.concatenate([goal[:3, 3] - pose[:3, 3], angular])


def joint_velocities(
    arm: Arm, positions: np.ndarray, twist: np.ndarray, damping: float = 0.02
) -> np.ndarray:
    """
    Return joint velocities (n,) that move the tool by a twist and drift towards the home posture.

    The motion is J⁺ ξ + (I − J⁺ J) k (q_home − q) with J⁺ = Jᵀ (J Jᵀ + λ² I)⁻¹, limited to the
    arm's velocity limits by scaling as a whole.

    :param arm: the arm.
    :param positions: its joint positions, (n,).
    :param twist: linear (m/s) and angular (rad/s) velocity of the tool in the world, (6,).
    :param damping: λ.
    """
    jacobian = arm.kinematics.jacobian(positions)
    posture = _POSTURE_GAIN * (arm.home - positions)
    square = jacobian @ jacobian.T
    along = np.linalg.solve(square + damping**2 * np.eye(6), twist)
    inside = np.linalg.solve(square + _NULL_SPACE_DAMPING**2 * np.eye(6), jacobian @ posture)
    velocities = jacobian.T @ (along - inside) + posture
    return velocities / max(1.0, float(np.max(np.abs(velocities) / arm.limits.velocity)))


def solve_pose(arm: Arm, goal: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Return joint positions (n,) within the limits that bring the tool to goal, or near it."""
    positions = arm.limits.clip(start)
    for _ in range(_SOLVE_STEPS):
        error = pose_error(arm.kinematics.forward(positions), goal)
        if np.abs(error).max() < 1e-4:
            break
        size = max(1.0, float(np.linalg.norm(error)) / 0.3)
        step = joint_velocities(arm, positions, 0.8 * error / size)
        positions = arm.limits.clip(positions + step)
    return positions
