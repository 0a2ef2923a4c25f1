# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Messages after a transform."""

from __future__ import annotations

import numpy as np
from geometry_msgs.msg import (
    Point32,
    PointStamped,
    PolygonStamped,
    Pose,
    PoseStamped,
    PoseWithCovarianceStamped,
    TransformStamped,
    Vector3Stamped,
    WrenchStamped,
)
from scipy.spatial.transform import Rotation
from tf2_geometry_msgs import (
    do_transform_point,
    do_transform_polygon_stamped,
    do_transform_pose,
    do_transform_pose_stamped,
    do_transform_pose_with_covariance_stamped,
    do_transform_vector3,
    do_transform_wrench,
)

ROTATION = Rotation.from_euler('xyz', [0.3, -0.7, 2.0])
OFFSET = np.array([1.0, 2.0, 3.0])


def _transform() -> TransformStamped:
    message = TransformStamped(child_frame_id='camera')
    message.header.frame_id = 'base'
    message.header.stamp.sec = 4
    t, r = message.transform.translation, message.transform.rotation
    t.x, t.y, t.z = OFFSET
    r.x, r.y, r.z, r.w = ROTATION.as_quat()
    return message


def _numbers(value: object) -> np.ndarray:
    return np.array([getattr(value, name) for name in value.get_fields_and_field_types()])


def _pose() -> Pose:
    pose = Pose()
    pose.position.x, pose.position.y, pose.position.z = 0.5, -0.2, 0.1
    turn = Rotation.from_rotvec([0.1, 0.2, -0.4]).as_quat()
    q = pose.orientation
    q.x, q.y, q.z, q.w = turn
    return pose


def test_points_move_and_vectors_turn() -> None:
    point, vector = PointStamped(), Vector3Stamped()
    point.point.x, vector.vector.x = 2.0, 2.0
    turned = ROTATION.apply([2.0, 0.0, 0.0])
    transform = _transform()
    moved = do_transform_point(point, transform)
    np.testing.assert_allclose(_numbers(moved.point), turned + OFFSET)
    assert moved.header == transform.header
    np.testing.assert_allclose(_numbers(do_transform_vector3(vector, transform).vector), turned)
    assert transform == _transform()


def test_poses() -> None:
    moved = do_transform_pose(_pose(), _transform())
    expected = ROTATION.apply(_numbers(_pose().position)) + OFFSET
    np.testing.assert_allclose(_numbers(moved.position), expected)
    turn = ROTATION * Rotation.from_rotvec([0.1, 0.2, -0.4])
    found = Rotation.from_quat(_numbers(moved.orientation))
    assert (turn.inv() * found).magnitude() < 1e-9
    stamped = do_transform_pose_stamped(PoseStamped(pose=_pose()), _transform())
    assert stamped.pose == moved
    assert stamped.header.frame_id == 'base'


def test_covariances_turn_with_the_pose() -> None:
    message = PoseWithCovarianceStamped()
    message.pose.pose = _pose()
    samples = np.random.default_rng(0).normal(size=(50, 6))
    message.pose.covariance = np.cov(samples.T).ravel()
    moved = do_transform_pose_with_covariance_stamped(message, _transform())
    turned = np.hstack([ROTATION.apply(samples[:, :3]), ROTATION.apply(samples[:, 3:])])
    np.testing.assert_allclose(moved.pose.covariance, np.cov(turned.T).ravel(), atol=1e-12)


def test_wrenches_and_polygons() -> None:
    wrench = WrenchStamped()
    wrench.wrench.force.z, wrench.wrench.torque.y = -9.0, 2.0
    moved = do_transform_wrench(wrench, _transform()).wrench
    np.testing.assert_allclose(_numbers(moved.force), ROTATION.apply([0.0, 0.0, -9.0]))
    np.testing.assert_allclose(_numbers(moved.torque), ROTATION.apply([0.0, 2.0, 0.0]))
    polygon = PolygonStamped()
    polygon.polygon.points = [Point32(x=1.0), Point32(z=1.0)]
    corners = do_transform_polygon_stamped(polygon, _transform()).polygon.points
    expected = ROTATION.apply([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]) + OFFSET
    np.testing.assert_allclose([_numbers(each) for each in corners], expected, rtol=1e-6)
