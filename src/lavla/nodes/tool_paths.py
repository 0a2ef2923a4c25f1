# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Where a chunk of joint targets moves the tools of both arms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lavla.robots import Robot
from lavla.robots.rigid_transform import inverse_transform


def tool_paths(
    robot: Robot, joint_names: Sequence[str], positions: np.ndarray
) -> dict[str, np.ndarray]:
    """
    Return the tool positions (horizon, 3) in the world, by side.

    positions is (horizon, joints) in the order of joint_names; an arm whose joints are not all
    named has no path.
    """
    paths = {}
    for arm in robot.arms:
        if not set(arm.joint_names) <= set(joint_names):
            continue
        columns = [list(joint_names).index(name) for name in arm.joint_names]
        paths[arm.side] = np.array(
            [arm.kinematics.forward(row)[:3, 3] for row in positions[:, columns]]
        ).reshape(-1, 3)
    return paths


def project(points: np.ndarray, camera_matrix: np.ndarray, camera_pose: np.ndarray) -> np.ndarray:
    """
    Return pixel coordinates (n, 2) of world points (n, 3) in a pinhole image.

    camera_matrix is (3, 3) and camera_pose (4, 4) the optical frame's pose in the world. Points
    less than 1 cm in front of the camera become NaN.
    """
    world_to_camera = inverse_transform(camera_pose)
    local = points @ world_to_camera[:3, :3].T + world_to_camera[:3, 3]
    depth = np.where(local[:, 2] > 0.01, local[:, 2], np.nan)
    homogeneous = local @ camera_matrix.T
    return homogeneous[:, :2] / depth[:, None]
