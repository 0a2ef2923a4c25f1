# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Matrices made of scale, shear, rotation, translation and perspective, or fitted to points."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tf_transformations.affine_parts import UPPER_TRIANGLE, affine_parts
from tf_transformations.euler import euler_from_matrix, euler_matrix


def compose_matrix(
    scale: Any = None,
    shear: Any = None,
    angles: Any = None,
    translate: Any = None,
    perspective: Any = None,
) -> np.ndarray:
    """
    Return perspective · translation · rotation · scale · shear, shape (4, 4).

    :param scale: factors along x, y, z.
    :param shear: factors x-y, x-z, y-z.
    :param angles: turns about the static axes x, y, z (rad).
    :param translate: offset along x, y, z.
    :param perspective: last row of the perspective matrix.
    """
    matrix = np.identity(4) if angles is None else euler_matrix(*angles)
    if scale is not None:
        matrix[:3, :3] *= np.asarray(scale, dtype=np.float64)
    if shear is not None:
        shears = np.identity(3)
        shears[UPPER_TRIANGLE] = shear
        matrix[:3, :3] = matrix[:3, :3] @ shears
    if translate is not None:
        matrix[:3, 3] = translate
    if perspective is not None:
        front = np.identity(4)
        front[3] = perspective
        matrix = front @ matrix
    return matrix


def decompose_matrix(matrix: ArrayLike) -> tuple[Any, Any, Any, Any, Any]:
    """
    Return scale, shear, angles, translation and perspective that compose_matrix() makes it of.

    The perspective is None where there is none.

    :raises ValueError: when the matrix is singular.
    """
    m = np.asarray(matrix, dtype=np.float64)
    translation, rotation, scale, shear = affine_parts(m)
    perspective = None
    if not np.allclose(m[3], (0.0, 0.0, 0.0, 1.0), atol=1e-12):
        affine = m.copy()
        affine[3] = 0.0, 0.0, 0.0, 1.0
        perspective = np.linalg.solve(affine.T, m[3])
    return scale, shear, euler_from_matrix(rotation), translation, perspective


def superimposition_matrix(
    v0: ArrayLike, v1: ArrayLike, scaling: bool = False, usesvd: bool = True
) -> np.ndarray:
    """
    Return the rigid transform that brings points nearest to others (Kabsch 1976), shape (4, 4).

    :param v0: points, shape (3, n) or (4, n) with at least three.
    :param v1: where they shall come, in the same shape.
    :param scaling: scale too, alike in all directions.
    :param usesvd: has no effect; other ways to compute it have the same result.
    :raises ValueError: when the shapes do not agree.
    """
    start = np.asarray(v0, dtype=np.float64)[:3]
    end = np.asarray(v1, dtype=np.float64)[:3]
    if start.shape != end.shape or start.ndim != 2 or start.shape[1] < 3:
        raise ValueError(
            f'points must be of one shape (3, n) with n of at least 3, not '
            f'{np.shape(v0)} and {np.shape(v1)}'
        )
    centre0, centre1 = start.mean(axis=1), end.mean(axis=1)
    start, end = start - centre0[:, None], end - centre1[:, None]
    left, _, right = np.linalg.svd(end @ start.T)
    flip = np.sign(np.linalg.det(left @ right))
    matrix = np.identity(4)
    matrix[:3, :3] = left @ np.diag([1.0, 1.0, flip]) @ right
    if scaling:
        matrix[:3, :3] *= np.sqrt(np.sum(end**2) / np.sum(start**2))
    matrix[:3, 3] = centre1 - matrix[:3, :3] @ centre0
    return matrix


def orthogonalization_matrix(lengths: Any, angles: Any) -> np.ndarray:
    """
    Return the matrix from crystallographic to Cartesian coordinates, shape (4, 4).

    :param lengths: edges a, b, c of the cell.
    :param angles: its angles α, β, γ in degrees.
    """
    a, b, c = lengths
    alpha, beta, gamma = np.radians(angles)
    edge_b = np.array([0.0, np.sin(alpha), np.cos(alpha)])
    # The edge a: β from c (the z axis), γ from b (in the y-z plane).
    y = (np.cos(gamma) - np.cos(alpha) * np.cos(beta)) / np.sin(alpha)
    edge_a = np.array([np.sqrt(np.sin(beta) ** 2 - y**2), y, np.cos(beta)])
    matrix = np.identity(4)
    matrix[:3, :3] = np.column_stack([a * edge_a, b * edge_b, c * np.array([0.0, 0.0, 1.0])])
    return matrix
