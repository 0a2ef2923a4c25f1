# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Homogeneous matrices, quaternions (x, y, z, w) and Euler angles of any sequence of axes.

Angles are in radians. Points are columns: a matrix stands left of what it transforms.
"""

from __future__ import annotations

from typing import Any

from tf_transformations.decomposition import (
    compose_matrix,
    decompose_matrix,
    orthogonalization_matrix,
    superimposition_matrix,
)
from tf_transformations.euler import (
    euler_from_matrix,
    euler_from_quaternion,
    euler_matrix,
    quaternion_from_euler,
)
from tf_transformations.matrices import (
    concatenate_matrices,
    identity_matrix,
    inverse_matrix,
    is_same_transform,
    reflection_from_matrix,
    reflection_matrix,
    rotation_from_matrix,
    rotation_matrix,
    scale_from_matrix,
    scale_matrix,
    shear_from_matrix,
    shear_matrix,
    translation_from_matrix,
    translation_matrix,
)
from tf_transformations.projections import (
    clip_matrix,
    projection_from_matrix,
    projection_matrix,
)
from tf_transformations.quaternions import (
    quaternion_about_axis,
    quaternion_conjugate,
    quaternion_from_matrix,
    quaternion_inverse,
    quaternion_matrix,
    quaternion_multiply,
    quaternion_slerp,
    random_quaternion,
    random_rotation_matrix,
)
from tf_transformations.vectors import random_vector, unit_vector, vector_norm

__all__ = [
    'clip_matrix',
    'compose_matrix',
    'concatenate_matrices',
    'decompose_matrix',
    'euler_from_matrix',
    'euler_from_quaternion',
    'euler_matrix',
    'identity_matrix',
    'inverse_matrix',
    'is_same_transform',
    'orthogonalization_matrix',
    'projection_from_matrix',
    'projection_matrix',
    'quaternion_about_axis',
    'quaternion_conjugate',
    'quaternion_from_euler',
    'quaternion_from_matrix',
    'quaternion_inverse',
    'quaternion_matrix',
    'quaternion_multiply',
    'quaternion_slerp',
    'random_quaternion',
    'random_rotation_matrix',
    'random_vector',
    'reflection_from_matrix',
    'reflection_matrix',
    'rotation_from_matrix',
    'rotation_matrix',
    'scale_from_matrix',
    'scale_matrix',
    'shear_from_matrix',
    'shear_matrix',
    'superimposition_matrix',
    'translation_from_matrix',
    'translation_matrix',
    'unit_vector',
    'vector_norm',
]

_MISSING = (
    'Arcball',
    'arcball_constrain_to_axis',
    'arcball_map_to_sphere',
    'arcball_nearest_axis',
)


def __getattr__(name: str) -> Any:
    """Say so where a name of the original is missing."""
    if name in _MISSING:
        raise NotImplementedError(
            f'tf_transformations.{name} is not supported; turn a quaternion with '
            'quaternion_about_axis() and quaternion_multiply()'
        )
    raise AttributeError(f"module 'tf_transformations' has no attribute '{name}'")
