# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Homogeneous 4 × 4 transforms."""

from __future__ import annotations

import math

import numpy as np


def rotation_from_rpy(rpy: np.ndarray) -> np.ndarray:
    """Return the rotation (3, 3) of roll, pitch, yaw in radians about fixed axes, as in URDF."""
    roll, pitch, yaw = (float(angle) for angle in rpy)
    cr, sr = math.cos(roll), math.sin(roll)
    cp, sp = math.cos(pitch), math.sin(pitch)
    cy, sy = math.cos(yaw), math.sin(yaw)
    return np.array(
        [
            [cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr],
            [sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr],
            [-sp, cp * sr, cp * cr],
        ]
    )


def skew(vector: np.ndarray) -> np.ndarray:
    """Return the matrix (3, 3) whose product with another vector is the cross product."""
    x, y, z = vector
    return np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])


def transform_from_parts(position: np.ndarray, rotation: np.ndarray) -> np.ndarray:
    """Return the transform (4, 4) of a position (3,) and a rotation (3, 3)."""
    transform = np.eye(4)
    transform[:3, :3] = rotation
    transform[:3, 3] = position
    return transform


def inverse_transform(transform: np.ndarray) -> np.ndarray:
    """Return the inverse (4, 4) of a rigid transform (4, 4)."""
    rotation = transform[:3, :3].T
    return transform_from_parts(-rotation @ transform[:3, 3], rotation)


def look_at(position: np.ndarray, target: np.ndarray, up: np.ndarray) -> np.ndarray:
    """
    Return the pose (4, 4) of a camera's optical frame (x right, y down, z forward).

    :param position: where the camera is, (3,) metres.
    :param target: the point in the middle of the picture, (3,) metres.
    :param up: a direction that points up in the picture, (3,).
    :raises ValueError: when target is at position, or up is along the line of sight.
    """
    forward = np.asarray(target, dtype=np.float64) - position
    right = np.cross(forward, up)
    lengths = np.linalg.norm(forward), np.linalg.norm(right)
    if min(lengths) < 1e-9:
        raise ValueError('the camera must look at another point, and not along its up direction')
    forward, right = forward / lengths[0], right / lengths[1]
    return transform_from_parts(position, np.stack([right, np.cross(forward, right), forward], 1))
