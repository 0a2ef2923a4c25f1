# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Homogeneous matrices, shape (4, 4), of single transforms, and what a matrix was made of."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tf_transformations.quaternions import (
    quaternion_about_axis,
    quaternion_from_matrix,
    quaternion_matrix,
)
from tf_transformations.vectors import unit_vector, vector_norm

_TOLERANCE = 1e-8


def identity_matrix() -> np.ndarray:
    """Return the matrix that changes nothing."""
    return np.identity(4)


def translation_matrix(direction: ArrayLike) -> np.ndarray:
    """Return the matrix of a translation."""
    matrix = np.identity(4)
    matrix[:3, 3] = np.asarray(direction)[:3]
    return matrix


def translation_from_matrix(matrix: ArrayLike) -> np.ndarray:
    """Return the translation in a matrix, shape (3,)."""
    return np.array(matrix, dtype=np.float64)[:3, 3]


def rotation_matrix(angle: float, direction: ArrayLike, point: Any = None) -> np.ndarray:
    """Return the matrix of a turn about an axis through a point (the origin by default)."""
    turn = quaternion_matrix(quaternion_about_axis(angle, np.asarray(direction)[:3]))
    return _around(turn[:3, :3], point)


def rotation_from_matrix(matrix: ArrayLike) -> tuple[float, np.ndarray, np.ndarray]:
    """
    Return angle (from 0 to π), axis and a point on the axis of a turn.

    :raises ValueError: when the matrix is no turn about an axis.
    """
    m = np.asarray(matrix, dtype=np.float64)
    quaternion = np.array(quaternion_from_matrix(m))
    sine = vector_norm(quaternion[:3])
    axis = quaternion[:3] / sine if sine > 0.0 else np.array([0.0, 0.0, 1.0])
    angle = 2.0 * math.atan2(sine, float(quaternion[3]))
    return angle, axis, _fixed_point(m, 'turn about an axis')


def scale_matrix(factor: float, origin: Any = None, direction: Any = None) -> np.ndarray:
    """Return the matrix that scales around an origin, in one direction or in all."""
    if direction is None:
        block = factor * np.identity(3)
    else:
        along = unit_vector(np.asarray(direction)[:3])
        block = np.identity(3) - (1.0 - factor) * np.outer(along, along)
    return _around(block, origin)


def scale_from_matrix(matrix: ArrayLike) -> tuple[float, np.ndarray, np.ndarray | None]:
    """
    Return factor, origin and direction (None for all) of a scaling.

    :raises ValueError: when the matrix is no scaling.
    """
    m = np.asarray(matrix, dtype=np.float64)
    change = m[:3, :3] - np.identity(3)
    factor = 1.0 + float(np.trace(change))
    uniform = 1.0 + float(np.trace(change)) / 3.0
    origin = _fixed_point(m, 'scaling')
    if np.allclose(m[:3, :3], uniform * np.identity(3), atol=_TOLERANCE):
        return uniform, origin, None
    direction, _ = _rank_one(change, 'scaling')
    return factor, origin, direction


def reflection_matrix(point: ArrayLike, normal: ArrayLike) -> np.ndarray:
    """Return the matrix that mirrors at a plane through a point."""
    across = unit_vector(np.asarray(normal)[:3])
    return _around(np.identity(3) - 2.0 * np.outer(across, across), point)


def reflection_from_matrix(matrix: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """
    Return a point on the plane and its normal of a reflection.

    :raises ValueError: when the matrix is no reflection.
    """
    m = np.asarray(matrix, dtype=np.float64)
    _, normal = _rank_one(m[:3, :3] - np.identity(3), 'reflection')
    return _fixed_point(m, 'reflection'), normal


def shear_matrix(
    angle: float, direction: ArrayLike, point: ArrayLike, normal: ArrayLike
) -> np.ndarray:
    """
    Return the matrix that shears along a direction, more so the farther from a plane.

    :param angle: angle that the plane's normal is turned by (rad).
    :raises ValueError: when the direction is not in the plane.
    """
    along, across = unit_vector(np.asarray(direction)[:3]), unit_vector(np.asarray(normal)[:3])
    if abs(along @ across) > 1e-6:
        raise ValueError('direction and normal vectors are not orthogonal')
    return _around(np.identity(3) + math.tan(angle) * np.outer(along, across), point)


def shear_from_matrix(
    matrix: ArrayLike,
) -> tuple[float, np.ndarray, np.ndarray, np.ndarray]:
    """
    Return angle (from 0 to π/2), direction, a point on the plane and its normal of a shear.

    :raises ValueError: when the matrix is no shear.
    """
    m = np.asarray(matrix, dtype=np.float64)
    change = m[:3, :3] - np.identity(3)
    direction, normal = _rank_one(change, 'shear')
    angle = math.atan(float(direction @ change @ normal))
    return angle, direction, _fixed_point(m, 'shear'), normal


def inverse_matrix(matrix: ArrayLike) -> np.ndarray:
    """Return the inverse of a square matrix."""
    return np.linalg.inv(np.asarray(matrix, dtype=np.float64))


def concatenate_matrices(*matrices: ArrayLike) -> np.ndarray:
    """Return the product of matrices, the last one applied first."""
    product = np.identity(4)
    for matrix in matrices:
        product = product @ np.asarray(matrix)
    return product


def is_same_transform(matrix0: ArrayLike, matrix1: ArrayLike) -> bool:
    """Tell whether two matrices do the same, within rounding."""
    first, second = np.array(matrix0, dtype=np.float64), np.array(matrix1, dtype=np.float64)
    return bool(np.allclose(first / first[3, 3], second / second[3, 3]))


def _around(block: np.ndarray, point: Any) -> np.ndarray:
    """Return the matrix that does what a block (3, 3) does, and keeps a point in its place."""
    matrix = np.identity(4)
    matrix[:3, :3] = block
    if point is not None:
        fixed = np.asarray(point, dtype=np.float64)[:3]
        matrix[:3, 3] = fixed - block @ fixed
    return matrix


def _fixed_point(matrix: np.ndarray, what: str) -> np.ndarray:
    """Return that point nearest to the origin which a matrix keeps in its place."""
    change, offset = matrix[:3, :3] - np.identity(3), matrix[:3, 3]
    point = np.linalg.lstsq(change, -offset, rcond=1e-12)[0]
    if not np.allclose(change @ point, -offset, atol=_TOLERANCE):
        raise ValueError(f'the matrix is no {what}: it keeps no point in its place')
    return point


def _rank_one(change: np.ndarray, what: str) -> tuple[np.ndarray, np.ndarray]:
    """Return unit vectors u and v of a block that is a multiple of u · vᵀ."""
    left, values, right = np.linalg.svd(change)
    if values[0] < _TOLERANCE or values[1] > _TOLERANCE * max(1.0, values[0]):
        raise ValueError(f'the matrix is no {what}')
    return left[:, 0], right[0]
