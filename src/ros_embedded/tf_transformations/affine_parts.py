# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Translation, rotation, scale and shear in a homogeneous matrix."""

from __future__ import annotations

import numpy as np

# Where the shear factors x-y, x-z and y-z are in a matrix.
UPPER_TRIANGLE = ([0, 0, 1], [1, 2, 2])


def affine_parts(
    matrix: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """
    Return translation (3,), rotation (3, 3), scale (3,) and shear (3,) of a matrix.

    :raises ValueError: when the matrix is singular.
    """
    block = matrix[:3, :3]
    try:
        # blockᵀ · block has no rotation left: it is that of scale · shear, upper triangular.
        triangle = np.linalg.cholesky(block.T @ block).T
    except np.linalg.LinAlgError as error:
        raise ValueError(f'a singular matrix cannot be decomposed: {block.tolist()}') from error
    if np.linalg.det(block) < 0.0:
        triangle[0] *= -1.0
    scale = np.diag(triangle).copy()
    rotation = block @ np.linalg.inv(triangle)
    return matrix[:3, 3].copy(), rotation, scale, (triangle / scale[:, None])[UPPER_TRIANGLE]
