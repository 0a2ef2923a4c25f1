# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Transforming point clouds; importing it registers them with tf2_ros."""

from __future__ import annotations

from tf2_sensor_msgs.tf2_sensor_msgs import do_transform_cloud, transform_points

__all__ = ['do_transform_cloud', 'transform_points']
