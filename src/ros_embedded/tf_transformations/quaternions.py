# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Quaternions, in the order x, y, z, w."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tf_transformations.affine_parts import affine_parts
from tf_transformations.vectors import unit_vector

_TINY = 4.0 * np.finfo(np.float64).eps

Quaternion = tuple[float, float, float, float]


def quaternion_about_axis(angle: float, axis: ArrayLike) -> Quaternion:
    """Return the quaternion of a turn about an axis of any length."""
    x, y, z = (float(each) for each in unit_vector(axis) * math.sin(angle / 2.0))
    return (x, y, z, math.cos(angle / 2.0))


def quaternion_matrix(quaternion: ArrayLike) -> np.ndarray:
    """Return the rotation of a quaternion of any length, shape (4, 4); 0 is no rotation."""
    q = np.asarray(quaternion, dtype=np.float64)
    matrix = np.identity(4)
    squared = float(q @ q)
    if squared < np.finfo(np.float64).eps:
        return matrix
    v, w = q[:3], q[3]
    skew = np.array([[0.0, -v[2], v[1]], [v[2], 0.0, -v[0]], [-v[1], v[0], 0.0]])
    # Rodrigues' formula with the half angle in the quaternion.
    matrix[:3, :3] += 2.0 / squared * (w * skew + skew @ skew)
    return matrix


def quaternion_from_matrix(matrix: ArrayLike) -> Quaternion:
    """Return the unit quaternion, w not negative, of the rotation in a matrix, shape (4, 4)."""
    r = affine_parts(np.asarray(matrix, dtype=np.float64))[1]
    # The outer product of the quaternion with itself, from the elements of the matrix; its row
    # with the largest diagonal element is the most accurate multiple of the quaternion.
    outer = np.array(
        [
            [1 + r[0, 0] - r[1, 1] - r[2, 2], r[1, 0] + r[0, 1], r[2, 0] + r[0, 2], 0.0],
            [r[1, 0] + r[0, 1], 1 - r[0, 0] + r[1, 1] - r[2, 2], r[2, 1] + r[1, 2], 0.0],
            [r[2, 0] + r[0, 2], r[2, 1] + r[1, 2], 1 - r[0, 0] - r[1, 1] + r[2, 2], 0.0],
            [r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1], 1 + np.trace(r)],
        ]
    )
    outer[:3, 3] = outer[3, :3]
    q = unit_vector(outer[np.argmax(np.diag(outer))])
    x, y, z, w = (float(each) for each in (-q if q[3] < 0.0 else q))
    return (x, y, z, w)


def quaternion_multiply(quaternion1: Any, quaternion0: Any) -> Quaternion:
    """Return the product: the rotation that is the second argument, then the first."""
    x1, y1, z1, w1 = (float(each) for each in quaternion1)
    x0, y0, z0, w0 = (float(each) for each in quaternion0)
    return (
        w1 * x0 + x1 * w0 + y1 * z0 - z1 * y0,
        w1 * y0 - x1 * z0 + y1 * w0 + z1 * x0,
        w1 * z0 + x1 * y0 - y1 * x0 + z1 * w0,
        w1 * w0 - x1 * x0 - y1 * y0 - z1 * z0,
    )


def quaternion_conjugate(quaternion: ArrayLike) -> np.ndarray:
    """Return the conjugate, shape (4,)."""
    return np.asarray(quaternion, dtype=np.float64) * (-1.0, -1.0, -1.0, 1.0)


def quaternion_inverse(quaternion: ArrayLike) -> np.ndarray:
    """Return the inverse of a quaternion of any length, shape (4,)."""
    return quaternion_conjugate(quaternion) / np.dot(quaternion, quaternion)


def quaternion_slerp(
    quat0: Any, quat1: Any, fraction: float, spin: int = 0, shortestpath: bool = True
) -> np.ndarray:
    """
    Return a quaternion between two on the sphere of rotations, shape (4,).

    :param fraction: 0 for the first one, 1 for the second.
    :param spin: how many half turns to add on the way.
    :param shortestpath: go by -quat1, the same rotation, where that is nearer.
    """
    q0, q1 = unit_vector(quat0), unit_vector(quat1)
    if fraction == 0.0:
        return q0
    if fraction == 1.0:
        return q1
    cosine = float(q0 @ q1)
    if abs(abs(cosine) - 1.0) < _TINY:
        return q0
    if shortestpath and cosine < 0.0:
        cosine, q1 = -cosine, -q1
    angle = math.acos(cosine) + spin * math.pi
    if abs(angle) < _TINY:
        return q0
    weights = np.sin(np.array([1.0 - fraction, fraction]) * angle) / math.sin(angle)
    return weights[0] * q0 + weights[1] * q1


def random_quaternion(rand: Any = None) -> np.ndarray:
    """
    Return a random rotation, every one as likely (Shoemake 1992), shape (4,).

    :param rand: three numbers from 0 to 1 to make it of.
    :raises ValueError: when they are not three.
    """
    u, v, w = np.random.random(3) if rand is None else rand
    first, second = math.sqrt(1.0 - u), math.sqrt(u)
    a, b = 2.0 * math.pi * v, 2.0 * math.pi * w
    return np.array(
        [first * math.sin(a), first * math.cos(a), second * math.sin(b), second * math.cos(b)]
    )


def random_rotation_matrix(rand: Any = None) -> np.ndarray:
    """Return random_quaternion() as matrix, shape (4, 4)."""
    return quaternion_matrix(random_quaternion(rand))
