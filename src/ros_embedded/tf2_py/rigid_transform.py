# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Rigid transforms: a translation (m) after a rotation (unit quaternion, xyzw).

Plain tuples of floats: a lookup composes a handful of them, for which NumPy's calls cost more than
the arithmetic.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

Vector = tuple[float, float, float]
Quaternion = tuple[float, float, float, float]


class RigidTransform(NamedTuple):
    """Map of points: rotate, then translate."""

    translation: Vector
    rotation: Quaternion


IDENTITY = RigidTransform((0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0))


def from_message(transform: Any) -> RigidTransform:
    """Return a geometry_msgs/msg/Transform, its rotation normalized."""
    t, r = transform.translation, transform.rotation
    return RigidTransform((t.x, t.y, t.z), normalize((r.x, r.y, r.z, r.w)))


def normalize(q: Quaternion) -> Quaternion:
    """Return a quaternion of length 1; the identity for one of length 0."""
    length = math.sqrt(sum(each * each for each in q))
    if length == 0.0:
        return IDENTITY.rotation
    return (q[0] / length, q[1] / length, q[2] / length, q[3] / length)


def canonical(q: Quaternion) -> Quaternion:
    """
    Return that one of q and -q (the same rotation) which tf2 gives.

    It comes from a rotation matrix there: w is positive for rotations below 120°, otherwise the
    largest of x, y and z is.
    """
    pivot = q[3] if 4.0 * q[3] * q[3] > 1.0 else max(q[:3], key=abs)
    return q if pivot >= 0.0 else (-q[0], -q[1], -q[2], -q[3])


def conjugate(q: Quaternion) -> Quaternion:
    """Return the inverse rotation."""
    return (-q[0], -q[1], -q[2], q[3])


def multiply(a: Quaternion, b: Quaternion) -> Quaternion:
    """Return the rotation that is b, then a."""
    ax, ay, az, aw = a
    bx, by, bz, bw = b
    return (
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
        aw * bw - ax * bx - ay * by - az * bz,
    )


def cross(a: Vector, b: Vector) -> Vector:
    """Return the cross product."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def add(a: Vector, b: Vector) -> Vector:
    """Return the sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def subtract(a: Vector, b: Vector) -> Vector:
    """Return the first vector less the second."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(v: Vector, factor: float) -> Vector:
    """Return a multiple of a vector."""
    return (v[0] * factor, v[1] * factor, v[2] * factor)


def rotate(q: Quaternion, v: Vector) -> Vector:
    """Return a vector after a rotation."""
    axis = (q[0], q[1], q[2])
    twice = scale(cross(axis, v), 2.0)
    return add(add(v, scale(twice, q[3])), cross(axis, twice))


def apply(transform: RigidTransform, point: Vector) -> Vector:
    """Return a point after a transform."""
    return add(rotate(transform.rotation, point), transform.translation)


def compose(second: RigidTransform, first: RigidTransform) -> RigidTransform:
    """Return the transform that is the first one, then the second."""
    return RigidTransform(
        apply(second, first.translation), multiply(second.rotation, first.rotation)
    )


def invert(transform: RigidTransform) -> RigidTransform:
    """Return the inverse transform."""
    back = conjugate(transform.rotation)
    x, y, z = rotate(back, transform.translation)
    return RigidTransform((-x, -y, -z), back)


def interpolate(a: RigidTransform, b: RigidTransform, ratio: float) -> RigidTransform:
    """Return a transform between two: linear in translation, spherical in rotation."""
    x, y, z = (p + ratio * (q - p) for p, q in zip(a.translation, b.translation, strict=True))
    return RigidTransform((x, y, z), slerp(a.rotation, b.rotation, ratio))


def slerp(a: Quaternion, b: Quaternion, ratio: float) -> Quaternion:
    """Return a rotation on the shortest way between two."""
    cosine = sum(p * q for p, q in zip(a, b, strict=True))
    sign = -1.0 if cosine < 0.0 else 1.0
    angle = math.acos(min(1.0, abs(cosine)))
    sine = math.sin(angle)
    if sine < 1e-9:
        first, second = 1.0 - ratio, ratio * sign
    else:
        first = math.sin((1.0 - ratio) * angle) / sine
        second = sign * math.sin(ratio * angle) / sine
    x, y, z, w = (first * p + second * q for p, q in zip(a, b, strict=True))
    return normalize((x, y, z, w))


def rotation_vector(q: Quaternion) -> Vector:
    """Return axis times angle (rad, at most π) of a rotation."""
    if q[3] < 0.0:
        q = (-q[0], -q[1], -q[2], -q[3])
    sine = math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2])
    factor = 2.0 if sine < 1e-9 else 2.0 * math.atan2(sine, q[3]) / sine
    return scale((q[0], q[1], q[2]), factor)
