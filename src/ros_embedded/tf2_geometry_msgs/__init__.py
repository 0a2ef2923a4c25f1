# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Transforming messages of geometry_msgs; importing it registers them with tf2_ros."""

from __future__ import annotations

from tf2_geometry_msgs.tf2_geometry_msgs import (
    PointStamped,
    PolygonStamped,
    PoseStamped,
    PoseWithCovarianceStamped,
    Vector3Stamped,
    WrenchStamped,
    do_transform_point,
    do_transform_polygon_stamped,
    do_transform_pose,
    do_transform_pose_stamped,
    do_transform_pose_with_covariance_stamped,
    do_transform_vector3,
    do_transform_wrench,
    from_msg_msg,
    to_msg_msg,
    transform_covariance,
)

__all__ = [
    'PointStamped',
    'PolygonStamped',
    'PoseStamped',
    'PoseWithCovarianceStamped',
    'Vector3Stamped',
    'WrenchStamped',
    'do_transform_point',
    'do_transform_polygon_stamped',
    'do_transform_pose',
    'do_transform_pose_stamped',
    'do_transform_pose_with_covariance_stamped',
    'do_transform_vector3',
    'do_transform_wrench',
    'from_msg_msg',
    'to_msg_msg',
    'transform_covariance',
]
