# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Matrices, shape (4, 4), that project onto planes or map a view to a box."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tf_transformations.vectors import unit_vector, vector_norm


def projection_matrix(
    point: ArrayLike,
    normal: ArrayLike,
    direction: Any = None,
    perspective: Any = None,
    pseudo: bool = False,
) -> np.ndarray:
    """
    Return the matrix that projects onto a plane.

    :param point: a point on the plane.
    :param normal: normal of the plane.
    :param direction: project along it; by default along the normal.
    :param perspective: project towards this point instead.
    :param pseudo: keep the relative depth of a perspective projection.
    """
    on_plane, across = np.asarray(point, dtype=np.float64)[:3], unit_vector(normal)[:3]
    matrix = np.identity(4)
    if perspective is None:
        along = across if direction is None else np.asarray(direction, dtype=np.float64)[:3]
        share = np.outer(along, across) / (along @ across)
        matrix[:3, :3] -= share
        matrix[:3, 3] = share @ on_plane
        return matrix
    eye = np.asarray(perspective, dtype=np.float64)[:3]
    towards = eye + across if pseudo else eye
    matrix[:3, :3] = ((eye - on_plane) @ across) * np.identity(3) - np.outer(towards, across)
    matrix[:3, 3] = (on_plane @ across) * towards
    matrix[3, :3] = -across
    matrix[3, 3] = eye @ across
    return matrix


def projection_from_matrix(
    matrix: ArrayLike, pseudo: bool = False
) -> tuple[np.ndarray, np.ndarray, np.ndarray | None, np.ndarray | None, bool]:
    """
    Return point, normal, direction, perspective and pseudo of a projection.

    :param pseudo: the matrix keeps the relative depth.
    :raises ValueError: when the matrix is no projection.
    """
    m = np.asarray(matrix, dtype=np.float64)
    length = vector_norm(m[3, :3])
    if length > 1e-12:
        m = m / length
        normal = -m[3, :3]
        # Across the normal the block is a multiple of the identity: the distance to the eye.
        distance = (np.trace(m[:3, :3]) + m[3, 3] + (1.0 if pseudo else 0.0)) / 3.0
        eye = distance * normal - m[:3, :3] @ normal - (normal if pseudo else 0.0)
        return (eye @ normal - distance) * normal, normal, None, eye, pseudo
    left, values, right = np.linalg.svd(np.identity(3) - m[:3, :3])
    if values[0] < 1e-8 or values[1] > 1e-8:
        raise ValueError('the matrix is no projection')
    direction, normal = left[:, 0], right[0]
    point = np.linalg.lstsq(np.identity(3) - m[:3, :3], m[:3, 3], rcond=1e-12)[0]
    if np.allclose(abs(direction @ normal), 1.0):
        return point, normal, None, None, False
    return point, normal, direction, None, False


def clip_matrix(
    left: float,
    right: float,
    bottom: float,
    top: float,
    near: float,
    far: float,
    perspective: bool = False,
) -> np.ndarray:
    """
    Return the matrix that maps a box, or the truncated pyramid of a view, to [-1, 1]³.

    :param perspective: take a pyramid with its tip in the origin, looking along z; divide the
        results by their fourth coordinate.
    :raises ValueError: when a bound is not below the other, or near is not positive.
    """
    low, high = np.array([left, bottom, near]), np.array([right, top, far])
    if np.any(low >= high):
        raise ValueError(f'invalid frustum: {low.tolist()} must be below {high.tolist()}')
    size = high - low
    matrix = np.zeros((4, 4))
    if not perspective:
        matrix[[0, 1, 2], [0, 1, 2]] = 2.0 / size
        matrix[:3, 3] = -(high + low) / size
        matrix[3, 3] = 1.0
        return matrix
    if near <= 0.0:
        raise ValueError(f'invalid frustum: near must be positive, it is {near}')
    matrix[[0, 1], [0, 1]] = -2.0 * near / size[:2]
    matrix[:2, 2] = (high + low)[:2] / size[:2]
    matrix[2, 2] = -(far + near) / size[2]
    matrix[2, 3] = 2.0 * near * far / size[2]
    matrix[3, 2] = -1.0
    return matrix
