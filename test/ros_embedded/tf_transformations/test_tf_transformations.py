# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Matrices, quaternions and Euler angles against SciPy and known numbers."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
import tf_transformations as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation, Slerp

SEQUENCES = [
    frame + ''.join(letters)
    for frame in 'sr'
    for letters in itertools.product('xyz', repeat=3)
    if letters[0] != letters[1] != letters[2]
]
_angles = st.floats(-7.0, 7.0)
_numbers = st.floats(-10.0, 10.0)
_vectors = st.tuples(_numbers, _numbers, _numbers)
_directions = _vectors.filter(lambda v: np.linalg.norm(v) > 0.1)
_quaternions = st.tuples(_numbers, _numbers, _numbers, _numbers).filter(
    lambda q: np.linalg.norm(q) > 0.1
)


def _scipy(axes: str, angles: tuple[float, float, float]) -> Rotation:
    letters = axes[1:]
    return Rotation.from_euler(letters if axes[0] == 's' else letters.upper(), angles)


def test_there_are_24_sequences() -> None:
    assert len(SEQUENCES) == 24


@pytest.mark.parametrize('axes', SEQUENCES)
@settings(max_examples=20, deadline=None, derandomize=True)
@given(angles=st.tuples(_angles, _angles, _angles))
def test_euler_angles_of_every_sequence(axes: str, angles: tuple[float, float, float]) -> None:
    expected = _scipy(axes, angles)
    np.testing.assert_allclose(
        tf.euler_matrix(*angles, axes)[:3, :3], expected.as_matrix(), atol=1e-12
    )
    quaternion = tf.quaternion_from_euler(*angles, axes)
    assert (expected.inv() * Rotation.from_quat(quaternion)).magnitude() < 1e-7
    back = tf.euler_from_quaternion(quaternion, axes)
    np.testing.assert_allclose(
        tf.euler_matrix(*back, axes)[:3, :3], expected.as_matrix(), atol=1e-7
    )


@pytest.mark.parametrize('axes', SEQUENCES)
def test_angles_come_back(axes: str) -> None:
    # With a repeated axis the second angle has the sign of the order of the axes.
    negative = axes[1] == axes[3] and axes[1:3] not in ('xy', 'yz', 'zx')
    angles = (0.3, -0.7 if negative else 0.7, -1.2)
    found = tf.euler_from_matrix(tf.euler_matrix(*angles, axes), axes)
    np.testing.assert_allclose(found, angles, atol=1e-12)


def test_known_numbers() -> None:
    np.testing.assert_allclose(
        tf.quaternion_from_euler(1, 2, 3, 'ryxz'),
        [0.310622, -0.718287, 0.444435, 0.435953],
        atol=1e-6,
    )
    assert np.sum(tf.euler_matrix(1, 2, 3, 'syxz')[0]) == pytest.approx(-1.34786452)
    assert np.sum(tf.euler_matrix(1, 2, 3, (0, 1, 0, 1))[0]) == pytest.approx(-0.383436184)
    np.testing.assert_allclose(
        tf.quaternion_from_matrix(tf.rotation_matrix(0.123, (1, 2, 3))),
        [0.0164262, 0.0328524, 0.0492786, 0.9981095],
        atol=1e-6,
    )
    assert tf.quaternion_multiply([1, -2, 3, 4], [-5, 6, 7, 8]) == (-44, -14, 48, 28)
    angles = tf.euler_from_quaternion([0.06146124, 0, 0, 0.99810947])
    np.testing.assert_allclose(angles, [0.123, 0, 0], atol=1e-6)


def test_unknown_axes_and_names() -> None:
    with pytest.raises(ValueError, match=r"'sxxz' is no sequence of axes; there are sxyz, "):
        tf.quaternion_from_euler(0, 0, 0, 'sxxz')
    with pytest.raises(NotImplementedError, match='Arcball is not supported'):
        _ = tf.Arcball
    with pytest.raises(AttributeError, match='nothing'):
        _ = tf.nothing


@settings(deadline=None, derandomize=True)
@given(_quaternions, _quaternions)
def test_quaternions(a: tuple[float, ...], b: tuple[float, ...]) -> None:
    first, second = Rotation.from_quat(a), Rotation.from_quat(b)
    np.testing.assert_allclose(tf.quaternion_matrix(a)[:3, :3], first.as_matrix(), atol=1e-9)
    product = Rotation.from_quat(tf.quaternion_multiply(a, b))
    assert ((first * second).inv() * product).magnitude() < 1e-6
    identity = tf.quaternion_multiply(a, tf.quaternion_inverse(a))
    np.testing.assert_allclose(identity, [0, 0, 0, 1], atol=1e-9)
    assert tf.quaternion_conjugate(a)[0] == -a[0]
    back = tf.quaternion_from_matrix(tf.quaternion_matrix(a))
    assert back[3] >= 0.0
    assert (first.inv() * Rotation.from_quat(back)).magnitude() < 1e-6


@settings(deadline=None, derandomize=True)
@given(_quaternions, _quaternions, st.floats(0.0, 1.0))
def test_slerp(a: tuple[float, ...], b: tuple[float, ...], fraction: float) -> None:
    apart = (Rotation.from_quat(a).inv() * Rotation.from_quat(b)).magnitude()
    found = Rotation.from_quat(tf.quaternion_slerp(a, b, fraction))
    expected = Slerp([0.0, 1.0], Rotation.from_quat([a, b]))(fraction)
    # Half a turn apart there are two shortest ways.
    assert (expected.inv() * found).magnitude() < 1e-6 or abs(apart - math.pi) < 1e-6


def test_slerp_the_long_way_and_with_spin() -> None:
    start, end = tf.quaternion_about_axis(0.0, (0, 0, 1)), tf.quaternion_about_axis(4.0, (0, 0, 1))
    short = tf.euler_from_quaternion(tf.quaternion_slerp(start, end, 0.5))[2]
    assert short == pytest.approx((4.0 - 2 * math.pi) / 2)
    half = tf.quaternion_slerp(start, end, 0.5, shortestpath=False)
    assert tf.euler_from_quaternion(half)[2] == pytest.approx(2.0)
    np.testing.assert_allclose(tf.quaternion_slerp(start, end, 1.0, spin=1), end)


@settings(deadline=None, derandomize=True)
@given(_angles, _directions, _vectors)
def test_turns_about_an_axis(
    angle: float, direction: tuple[float, ...], point: tuple[float, ...]
) -> None:
    unit = np.array(direction) / np.linalg.norm(direction)
    matrix = tf.rotation_matrix(angle, direction, point)
    expected = Rotation.from_rotvec(angle * unit).as_matrix()
    np.testing.assert_allclose(matrix[:3, :3], expected, atol=1e-9)
    np.testing.assert_allclose(matrix @ [*point, 1.0], [*point, 1.0], atol=1e-9)
    np.testing.assert_allclose(
        tf.quaternion_matrix(tf.quaternion_about_axis(angle, direction))[:3, :3],
        expected,
        atol=1e-9,
    )
    if abs(math.sin(angle / 2)) > 1e-3:
        assert np.allclose(tf.rotation_matrix(*tf.rotation_from_matrix(matrix)), matrix, atol=1e-6)


def test_single_transforms_come_back_from_their_matrices() -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        point, normal, other = rng.normal(size=(3, 3))
        factor, angle = rng.uniform(-5, 5), rng.uniform(0.1, 1.4)
        in_plane = np.cross(normal, other)
        for make, take, arguments in (
            (tf.reflection_matrix, tf.reflection_from_matrix, (point, normal)),
            (tf.scale_matrix, tf.scale_from_matrix, (factor, point)),
            (tf.scale_matrix, tf.scale_from_matrix, (factor, point, normal)),
            (tf.shear_matrix, tf.shear_from_matrix, (angle, in_plane, point, normal)),
            (tf.projection_matrix, tf.projection_from_matrix, (point, normal)),
            (tf.projection_matrix, tf.projection_from_matrix, (point, normal, other)),
            (tf.projection_matrix, tf.projection_from_matrix, (point, normal, None, other)),
        ):
            matrix = make(*arguments)
            assert tf.is_same_transform(make(*take(matrix)), matrix)
        pseudo = tf.projection_matrix(point, normal, None, other, True)
        found = tf.projection_from_matrix(pseudo, pseudo=True)
        assert tf.is_same_transform(tf.projection_matrix(*found), pseudo)
        flat = tf.projection_matrix(point, normal) @ pseudo
        assert tf.is_same_transform(flat, tf.projection_matrix(point, normal, None, other))


def test_single_transforms_do_what_they_say() -> None:
    point, normal = np.array([1.0, 2.0, 3.0]), np.array([0.0, 0.0, 2.0])
    mirror = tf.reflection_matrix(point, normal)
    np.testing.assert_allclose(mirror @ [5, 6, 7, 1], [5, 6, -1, 1])
    np.testing.assert_allclose(tf.scale_matrix(3, point) @ [2, 2, 2, 1], [4, 2, 0, 1])
    np.testing.assert_allclose(tf.scale_matrix(3, point, normal) @ [2, 2, 2, 1], [2, 2, 0, 1])
    flat = tf.projection_matrix(point, normal, direction=(1, 0, 1))
    np.testing.assert_allclose(flat @ [0, 0, 0, 1], [3, 0, 3, 1])
    sheared = tf.shear_matrix(math.atan(0.5), (1, 0, 0), point, normal) @ [0, 0, 5, 1]
    np.testing.assert_allclose(sheared, [1, 0, 5, 1])
    with pytest.raises(ValueError, match='not orthogonal'):
        tf.shear_matrix(0.1, normal, point, normal)
    with pytest.raises(ValueError, match='no reflection'):
        tf.reflection_from_matrix(np.eye(4))
    screw = tf.rotation_matrix(1.0, (0, 0, 1)) + tf.translation_matrix((0, 0, 1)) - np.eye(4)
    with pytest.raises(ValueError, match='no turn about an axis'):
        tf.rotation_from_matrix(screw)


def test_views_are_mapped_to_a_box() -> None:
    bounds = (0.1, 0.9, 0.2, 0.7, 0.3, 2.0)
    box = tf.clip_matrix(*bounds)
    np.testing.assert_allclose(box @ [0.1, 0.2, 0.3, 1], [-1, -1, -1, 1])
    np.testing.assert_allclose(box @ [0.9, 0.7, 2.0, 1], [1, 1, 1, 1])
    corner = tf.clip_matrix(*bounds, perspective=True) @ [0.9, 0.7, 0.3, 1]
    np.testing.assert_allclose(corner / corner[3], [1, 1, -1, 1])
    with pytest.raises(ValueError, match='must be below'):
        tf.clip_matrix(1, 0, 0, 1, 1, 2)


def test_parts_make_a_matrix_and_come_back() -> None:
    rng = np.random.default_rng(1)
    for _ in range(20):
        scale, shear = rng.uniform(0.5, 2.0, 3), rng.normal(size=3)
        angles, offset = rng.uniform(-1.0, 1.0, 3), rng.normal(size=3)
        perspective = [0.1, -0.2, 0.05, 1.3]
        matrix = tf.compose_matrix(scale, shear, angles, offset, perspective)
        for found, expected in zip(
            tf.decompose_matrix(matrix),
            (scale, shear, angles, offset, perspective),
            strict=True,
        ):
            np.testing.assert_allclose(found, expected, atol=1e-9)
    mirrored = tf.compose_matrix(scale=(-1, 1, 1), angles=(0.1, 0.2, 0.3))
    parts = tf.decompose_matrix(mirrored)
    assert parts[4] is None
    np.testing.assert_allclose(tf.compose_matrix(*parts), mirrored, atol=1e-12)
    with pytest.raises(ValueError, match='singular'):
        tf.decompose_matrix(np.zeros((4, 4)))


def test_products_inverses_and_translations() -> None:
    first = tf.translation_matrix((1, 2, 3))
    second = tf.euler_matrix(0.1, 0.2, 0.3)
    product = tf.concatenate_matrices(first, second)
    np.testing.assert_allclose(product, first @ second)
    np.testing.assert_allclose(tf.translation_from_matrix(product), [1, 2, 3])
    np.testing.assert_allclose(
        tf.inverse_matrix(product) @ product, tf.identity_matrix(), atol=1e-12
    )
    assert not tf.is_same_transform(first, second)


@pytest.mark.parametrize('scaling', [False, True])
def test_points_are_superimposed(scaling: bool) -> None:
    rng = np.random.default_rng(2)
    points = rng.normal(size=(3, 10))
    move = tf.concatenate_matrices(
        tf.translation_matrix((1, 2, 3)),
        tf.euler_matrix(1, 2, 3),
        tf.scale_matrix(2.5 if scaling else 1.0),
    )
    moved = move[:3, :3] @ points + move[:3, 3:]
    np.testing.assert_allclose(tf.superimposition_matrix(points, moved, scaling), move, atol=1e-12)
    with pytest.raises(ValueError, match='of one shape'):
        tf.superimposition_matrix(points, moved[:, :4])


def test_cells_vectors_and_random_rotations() -> None:
    cell = tf.orthogonalization_matrix([9.8, 12.0, 15.5], [87.2, 80.7, 69.7])
    assert np.sum(cell) == pytest.approx(43.063229)
    vectors = np.array([[3.0, 4.0], [0.0, 2.0]])
    np.testing.assert_allclose(tf.vector_norm(vectors, axis=1), [5.0, 2.0])
    assert tf.vector_norm([3.0, 4.0]) == 5.0
    np.testing.assert_allclose(tf.unit_vector(vectors, axis=1), [[0.6, 0.8], [0.0, 1.0]])
    out = np.empty(2)
    assert tf.unit_vector([3.0, 4.0], out=out) is None
    np.testing.assert_allclose(out, [0.6, 0.8])
    assert tf.random_vector(4).shape == (4,)
    assert np.linalg.norm(tf.random_quaternion()) == pytest.approx(1.0)
    turn = tf.random_rotation_matrix((0.2, 0.5, 0.9))
    np.testing.assert_allclose(turn.T @ turn, np.eye(4), atol=1e-12)
