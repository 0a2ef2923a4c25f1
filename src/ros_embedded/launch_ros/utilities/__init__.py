# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Functions that actions of ROS share."""

from launch_ros.utilities.evaluate_parameters import evaluate_parameters
from launch_ros.utilities.namespaces import (
    is_namespace_absolute,
    is_root_namespace,
    make_namespace_absolute,
    prefix_namespace,
)
from launch_ros.utilities.normalize_remap_rules import normalize_remap_rule, normalize_remap_rules

__all__ = [
    'evaluate_parameters',
    'is_namespace_absolute',
    'is_root_namespace',
    'make_namespace_absolute',
    'normalize_remap_rule',
    'normalize_remap_rules',
    'prefix_namespace',
]
