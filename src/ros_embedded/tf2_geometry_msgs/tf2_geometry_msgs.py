# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Functions that apply a TransformStamped to messages of geometry_msgs.

The results of stamped messages have the header of the transform.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from geometry_msgs.msg import (
    PointStamped,
    PolygonStamped,
    Pose,
    PoseStamped,
    PoseWithCovarianceStamped,
    TransformStamped,
    Vector3Stamped,
    WrenchStamped,
)
from tf2_py.rigid_transform import (
    Vector,
    apply,
    canonical,
    from_message,
    multiply,
    normalize,
    rotate,
)
from tf2_ros import ConvertRegistration, TransformRegistration


def to_msg_msg(msg: Any) -> Any:
    """Return a message as it is."""
    return msg


def from_msg_msg(msg: Any) -> Any:
    """Return a message as it is."""
    return msg


def do_transform_point(point: PointStamped, transform: TransformStamped) -> PointStamped:
    """Return a point in the frame of a transform."""
    result = PointStamped(header=transform.header)
    moved = apply(from_message(transform.transform), _vector(point.point))
    result.point.x, result.point.y, result.point.z = moved
    return result


def do_transform_vector3(vector3: Vector3Stamped, transform: TransformStamped) -> Vector3Stamped:
    """Return a vector, which is rotated only, in the frame of a transform."""
    result = Vector3Stamped(header=transform.header)
    _rotate_into(vector3.vector, result.vector, transform)
    return result


def do_transform_pose(pose: Pose, transform: TransformStamped) -> Pose:
    """Return a pose (without stamp) after a transform."""
    moving = from_message(transform.transform)
    result = Pose()
    p, q = result.position, result.orientation
    p.x, p.y, p.z = apply(moving, _vector(pose.position))
    own = pose.orientation
    turned = multiply(moving.rotation, normalize((own.x, own.y, own.z, own.w)))
    q.x, q.y, q.z, q.w = canonical(turned)
    return result


def do_transform_pose_stamped(pose: PoseStamped, transform: TransformStamped) -> PoseStamped:
    """Return a pose in the frame of a transform."""
    return PoseStamped(header=transform.header, pose=do_transform_pose(pose.pose, transform))


def do_transform_pose_with_covariance_stamped(
    pose: PoseWithCovarianceStamped, transform: TransformStamped
) -> PoseWithCovarianceStamped:
    """Return a pose and its covariance in the frame of a transform."""
    result = PoseWithCovarianceStamped(header=transform.header)
    result.pose.pose = do_transform_pose(pose.pose.pose, transform)
    result.pose.covariance = transform_covariance(pose.pose.covariance, transform)
    return result


def do_transform_polygon_stamped(
    polygon: PolygonStamped, transform: TransformStamped
) -> PolygonStamped:
    """Return a polygon in the frame of a transform."""
    moving = from_message(transform.transform)
    result = PolygonStamped(header=transform.header)
    for point in polygon.polygon.points:
        x, y, z = apply(moving, _vector(point))
        result.polygon.points.append(type(point)(x=x, y=y, z=z))
    return result


def do_transform_wrench(wrench: WrenchStamped, transform: TransformStamped) -> WrenchStamped:
    """
    Return a wrench in the axes of a transform's frame.

    Like tf2 this rotates force and torque; the point that the torque is about stays the same.
    """
    result = WrenchStamped(header=transform.header)
    _rotate_into(wrench.wrench.force, result.wrench.force, transform)
    _rotate_into(wrench.wrench.torque, result.wrench.torque, transform)
    return result


def transform_covariance(cov_in: Any, transform: TransformStamped) -> np.ndarray:
    """
    Return the covariance of a pose (x, y, z, turns about x, y, z) after a transform, shape (36,).

    Its four 3×3 blocks C become R C Rᵀ, with R the rotation of the transform.
    """
    rotation = from_message(transform.transform).rotation
    axes = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    matrix = np.kron(np.eye(2), np.array([rotate(rotation, axis) for axis in axes]).T)
    covariance = np.asarray(cov_in, dtype=np.float64).reshape(6, 6)
    return (matrix @ covariance @ matrix.T).reshape(36)


def _vector(value: Any) -> Vector:
    return (value.x, value.y, value.z)


def _rotate_into(vector: Any, result: Any, transform: TransformStamped) -> None:
    rotation = from_message(transform.transform).rotation
    result.x, result.y, result.z = rotate(rotation, _vector(vector))


for _type, _function in (
    (PointStamped, do_transform_point),
    (Vector3Stamped, do_transform_vector3),
    (PoseStamped, do_transform_pose_stamped),
    (PoseWithCovarianceStamped, do_transform_pose_with_covariance_stamped),
    (PolygonStamped, do_transform_polygon_stamped),
    (WrenchStamped, do_transform_wrench),
):
    TransformRegistration().add(_type, _function)
    ConvertRegistration().add_to_msg(_type, to_msg_msg)
    ConvertRegistration().add_from_msg(_type, from_msg_msg)
