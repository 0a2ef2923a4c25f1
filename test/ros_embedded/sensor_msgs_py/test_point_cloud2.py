# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Points to messages and back."""

from __future__ import annotations

import numpy as np
import pytest
from sensor_msgs.msg import PointCloud2, PointField
from sensor_msgs_py import point_cloud2
from std_msgs.msg import Header

HEADER = Header(frame_id='camera')
XYZ = np.random.default_rng(0).normal(size=(6, 3)).astype(np.float32)
MIXED = [
    PointField(name='x', offset=0, datatype=PointField.FLOAT64, count=1),
    PointField(name='color', offset=8, datatype=PointField.UINT8, count=3),
    PointField(name='', offset=12, datatype=PointField.INT16, count=1),
]


def test_points_come_back() -> None:
    cloud = point_cloud2.create_cloud_xyz32(HEADER, XYZ)
    assert (cloud.height, cloud.width, cloud.point_step, cloud.row_step) == (1, 6, 12, 72)
    assert cloud.header == HEADER
    np.testing.assert_array_equal(point_cloud2.read_points_numpy(cloud), XYZ)
    np.testing.assert_array_equal(point_cloud2.read_points(cloud, ['z'])['z'], XYZ[:, 2])
    first = point_cloud2.read_points_list(cloud, uvs=[4])[0]
    assert (first.x, first.y, first.z) == tuple(XYZ[4].tolist())
    assert point_cloud2.create_cloud_xyz32(HEADER, XYZ.tolist()) == cloud


def test_organized_and_padded_clouds() -> None:
    cloud = point_cloud2.create_cloud_xyz32(HEADER, XYZ.reshape(2, 3, 3), step=16)
    assert (cloud.height, cloud.width, cloud.point_step, cloud.row_step) == (2, 3, 16, 48)
    points = point_cloud2.read_points(cloud, reshape_organized_cloud=True)
    assert points.shape == (2, 3)
    assert points['y'][1, 2] == XYZ[5, 1]
    rows = np.frombuffer(bytes(cloud.data), np.uint8).reshape(2, 48)
    padded = PointCloud2(
        height=2,
        width=3,
        fields=cloud.fields,
        point_step=16,
        row_step=50,
        data=np.pad(rows, ((0, 0), (0, 2))).tobytes(),
    )
    np.testing.assert_array_equal(point_cloud2.read_points_numpy(padded), XYZ)


def test_several_types() -> None:
    cloud = point_cloud2.create_cloud(HEADER, MIXED, [(1.5, 1, 2, 3, -4), (2.5, 4, 5, 6, -7)])
    points = point_cloud2.read_points(cloud)
    assert points.dtype.names == ('x', 'color_0', 'color_1', 'color_2', 'unnamed_field_2')
    assert points.tolist() == [(1.5, 1, 2, 3, -4), (2.5, 4, 5, 6, -7)]
    assert point_cloud2.create_cloud(HEADER, MIXED, points, cloud.point_step) == cloud
    with pytest.raises(AssertionError, match='same datatype'):
        point_cloud2.read_points_numpy(cloud)
    with pytest.raises(AssertionError, match='has no field y'):
        point_cloud2.read_points(cloud, ['y'])


def test_big_endian_and_nans() -> None:
    values = XYZ.copy()
    values[2, 1] = np.nan
    cloud = point_cloud2.create_cloud_xyz32(HEADER, values)
    kept = point_cloud2.read_points_numpy(cloud, skip_nans=True)
    np.testing.assert_array_equal(kept, np.delete(XYZ, 2, axis=0))
    cloud.data, cloud.is_bigendian = values.astype('>f4').tobytes(), True
    np.testing.assert_array_equal(point_cloud2.read_points_numpy(cloud), values)
