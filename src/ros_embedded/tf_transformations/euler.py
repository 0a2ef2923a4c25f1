# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Euler angles; ``axes`` names their sequence as in tf_transformations.axes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tf_transformations.axes import Encoded, parse_axes
from tf_transformations.quaternions import (
    Quaternion,
    quaternion_about_axis,
    quaternion_matrix,
    quaternion_multiply,
)

_TINY = 4.0 * np.finfo(np.float64).eps


def quaternion_from_euler(
    ai: float, aj: float, ak: float, axes: str | Encoded = 'sxyz'
) -> Quaternion:
    """Return the quaternion of three turns; with the default axes they are roll, pitch, yaw."""
    sequence = parse_axes(axes)
    angles = (ak, aj, ai) if sequence.rotating else (ai, aj, ak)
    result: Quaternion = (0.0, 0.0, 0.0, 1.0)
    for axis, angle in zip(sequence.axes, angles, strict=True):
        turn = quaternion_about_axis(angle, np.identity(3)[axis])
        result = quaternion_multiply(turn, result)
    return result


def euler_matrix(ai: float, aj: float, ak: float, axes: str | Encoded = 'sxyz') -> np.ndarray:
    """Return the rotation of three turns, shape (4, 4)."""
    return quaternion_matrix(quaternion_from_euler(ai, aj, ak, axes))


def euler_from_matrix(
    matrix: ArrayLike, axes: str | Encoded = 'sxyz'
) -> tuple[float, float, float]:
    """
    Return three turns that make the rotation in a matrix, shape (3, 3) or (4, 4).

    Where several do (the second turn lines up the axes of the others) the third about static
    axes is zero.
    """
    sequence = parse_axes(axes)
    m = np.asarray(matrix, dtype=np.float64)
    i, j, third = sequence.axes
    k = 3 - i - j
    sign = 1.0 if (i, j, k) in ((0, 1, 2), (1, 2, 0), (2, 0, 1)) else -1.0
    if third == i:
        sine = math.hypot(m[i, j], m[i, k])
        middle = math.atan2(sine, m[i, i])
        locked = sine <= _TINY
        first = math.atan2(m[i, j], m[i, k]), math.atan2(m[j, i], -m[k, i])
    else:
        cosine = math.hypot(m[i, i], m[j, i])
        middle = math.atan2(-m[k, i], cosine)
        locked = cosine <= _TINY
        first = math.atan2(m[k, j], m[k, k]), math.atan2(m[j, i], m[i, i])
    outer = (math.atan2(-m[j, k], m[j, j]), 0.0) if locked else first
    angles = (sign * outer[0], sign * middle, sign * outer[1])
    return (angles[2], angles[1], angles[0]) if sequence.rotating else angles


def euler_from_quaternion(
    quaternion: Any, axes: str | Encoded = 'sxyz'
) -> tuple[float, float, float]:
    """Return three turns that make the rotation of a quaternion; see euler_from_matrix()."""
    return euler_from_matrix(quaternion_matrix(quaternion), axes)
