# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Clouds after a transform."""

from __future__ import annotations

import numpy as np
import tf2_sensor_msgs
from geometry_msgs.msg import TransformStamped
from scipy.spatial.transform import Rotation
from sensor_msgs.msg import PointField
from sensor_msgs_py import point_cloud2
from std_msgs.msg import Header
from tf2_ros import Buffer

NAMES = ('x', 'y', 'z', 'normal_x', 'normal_y', 'normal_z', 'intensity')


def test_points_move_and_normals_turn() -> None:
    rotation = Rotation.from_euler('xyz', [0.3, -0.7, 2.0])
    transform = TransformStamped(child_frame_id='camera')
    transform.header.frame_id = 'base'
    t, r = transform.transform.translation, transform.transform.rotation
    t.x, t.y, t.z = 1.0, 2.0, 3.0
    r.x, r.y, r.z, r.w = rotation.as_quat()
    buffer = Buffer()
    buffer.set_transform_static(transform, 'test')
    fields = [
        PointField(name=name, offset=4 * number, datatype=PointField.FLOAT32, count=1)
        for number, name in enumerate(NAMES)
    ]
    values = np.random.default_rng(0).normal(size=(2, 5, 7)).astype(np.float32)
    header = Header(frame_id='camera')
    header.stamp.sec = 9
    cloud = point_cloud2.create_cloud(header, fields, values)

    moved = buffer.transform(cloud, 'base')
    assert (moved.header.frame_id, moved.header.stamp.sec) == ('base', 9)
    assert (moved.height, moved.width) == (2, 5)
    found = point_cloud2.read_points_numpy(moved)
    expected = values.reshape(-1, 7)
    points = rotation.apply(expected[:, :3]) + np.array([1.0, 2.0, 3.0])
    np.testing.assert_allclose(found[:, :3], points, rtol=1e-5)
    np.testing.assert_allclose(found[:, 3:6], rotation.apply(expected[:, 3:6]), atol=1e-6)
    np.testing.assert_array_equal(found[:, 6], expected[:, 6])
    again = tf2_sensor_msgs.transform_points(expected[:, :3], transform.transform)
    np.testing.assert_allclose(again, points)
