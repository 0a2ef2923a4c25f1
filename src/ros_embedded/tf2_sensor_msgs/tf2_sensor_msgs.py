# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Functions that apply a TransformStamped to point clouds."""

from __future__ import annotations

import numpy as np
from geometry_msgs.msg import Transform, TransformStamped
from sensor_msgs.msg import PointCloud2
from sensor_msgs_py.point_cloud2 import create_cloud, read_points
from std_msgs.msg import Header
from tf2_ros import ConvertRegistration, TransformRegistration
from tf_transformations import quaternion_matrix

_POINT = ('x', 'y', 'z')
_NORMAL = ('normal_x', 'normal_y', 'normal_z')


def transform_points(point_cloud: np.ndarray, transform: Transform) -> np.ndarray:
    """Return points, shape (n, 3), after a transform (without stamp)."""
    offset = transform.translation
    return np.asarray(point_cloud) @ _rotation(transform).T + (offset.x, offset.y, offset.z)


def do_transform_cloud(cloud: PointCloud2, transform: TransformStamped) -> PointCloud2:
    """
    Return a cloud in the frame of a transform, with the cloud's own stamp.

    Its fields x, y, z are moved, normal_x, normal_y, normal_z turned where there are such.
    """
    points = read_points(cloud, reshape_organized_cloud=True).copy()
    moved = transform_points(_columns(points, _POINT), transform.transform)
    _set_columns(points, _POINT, moved)
    if set(_NORMAL) <= set(points.dtype.names or ()):
        turned = _columns(points, _NORMAL) @ _rotation(transform.transform).T
        _set_columns(points, _NORMAL, turned)
    header = Header(stamp=cloud.header.stamp, frame_id=transform.header.frame_id)
    result = create_cloud(header, cloud.fields, points, cloud.point_step)
    result.is_dense = cloud.is_dense
    return result


def _rotation(transform: Transform) -> np.ndarray:
    r = transform.rotation
    return quaternion_matrix((r.x, r.y, r.z, r.w))[:3, :3]


def _columns(points: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    return np.stack([points[name] for name in names], axis=-1).astype(np.float64)


def _set_columns(points: np.ndarray, names: tuple[str, ...], values: np.ndarray) -> None:
    for number, name in enumerate(names):
        points[name] = values[..., number]


def _same(msg: PointCloud2) -> PointCloud2:
    return msg


TransformRegistration().add(PointCloud2, do_transform_cloud)
ConvertRegistration().add_to_msg(PointCloud2, _same)
ConvertRegistration().add_from_msg(PointCloud2, _same)
