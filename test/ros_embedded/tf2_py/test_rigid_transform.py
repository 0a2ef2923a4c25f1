# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Rigid transforms against SciPy."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation, Slerp
from tf2_py import rigid_transform as rt

_numbers = st.floats(-10.0, 10.0)
_vectors = st.tuples(_numbers, _numbers, _numbers)
_rotations = (
    st.tuples(_numbers, _numbers, _numbers, _numbers)
    .filter(lambda q: np.linalg.norm(q) > 1e-3)
    .map(rt.normalize)
)
_transforms = st.builds(rt.RigidTransform, _vectors, _rotations)


def _matrix(transform: rt.RigidTransform) -> np.ndarray:
    matrix = np.eye(4)
    matrix[:3, :3] = Rotation.from_quat(transform.rotation).as_matrix()
    matrix[:3, 3] = transform.translation
    return matrix


@settings(deadline=None, derandomize=True)
@given(_transforms, _transforms, _vectors)
def test_compose_invert_apply(
    a: rt.RigidTransform, b: rt.RigidTransform, point: rt.Vector
) -> None:
    np.testing.assert_allclose(_matrix(rt.compose(a, b)), _matrix(a) @ _matrix(b), atol=1e-9)
    np.testing.assert_allclose(_matrix(rt.invert(a)), np.linalg.inv(_matrix(a)), atol=1e-9)
    expected = (_matrix(a) @ [*point, 1.0])[:3]
    np.testing.assert_allclose(rt.apply(a, point), expected, atol=1e-9)


@settings(deadline=None, derandomize=True)
@given(_rotations, _rotations, st.floats(0.0, 1.0))
def test_slerp(a: rt.Quaternion, b: rt.Quaternion, ratio: float) -> None:
    expected = Slerp([0.0, 1.0], Rotation.from_quat([a, b]))(ratio)
    turn = (Rotation.from_quat(rt.slerp(a, b, ratio)).inv() * expected).magnitude()
    # Half a turn apart there are two shortest ways.
    half = abs(abs((Rotation.from_quat(a).inv() * Rotation.from_quat(b)).magnitude()) - np.pi)
    assert turn < 1e-6 or half < 1e-6


@settings(deadline=None, derandomize=True)
@given(_rotations)
def test_canonical_sign_and_rotation_vector(q: rt.Quaternion) -> None:
    rotation = Rotation.from_quat(q)
    canonical = rt.canonical(q)
    assert (rotation.inv() * Rotation.from_quat(canonical)).magnitude() < 1e-6
    np.testing.assert_allclose(canonical, rt.canonical(tuple(-each for each in q)))
    turn = Rotation.from_rotvec(rt.rotation_vector(q))
    assert (rotation.inv() * turn).magnitude() < 1e-6
