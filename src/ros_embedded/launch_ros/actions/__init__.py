# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Actions of ROS 2."""

from typing import Any

from launch_ros.actions.node import Node
from launch_ros.actions.push_ros_namespace import PushRosNamespace
from launch_ros.actions.set_parameter import SetParameter
from launch_ros.actions.set_parameters_from_file import SetParametersFromFile
from launch_ros.actions.set_remap import SetRemap
from launch_ros.actions.set_use_sim_time import SetUseSimTime

PushROSNamespace = PushRosNamespace

__all__ = [
    'Node',
    'PushROSNamespace',
    'PushRosNamespace',
    'SetParameter',
    'SetParametersFromFile',
    'SetRemap',
    'SetUseSimTime',
]

_NEEDS_FULL_ROS = (
    'ComposableNodeContainer',
    'LifecycleNode',
    'LifecycleTransition',
    'LoadComposableNodes',
    'RosTimer',
    'SetROSLogDir',
)


def __getattr__(name: str) -> Any:
    """Say by name what needs a full ROS 2."""
    if name in _NEEDS_FULL_ROS:
        raise NotImplementedError(f'launch_ros.actions.{name} is not part of ros_embedded')
    raise AttributeError(f"module 'launch_ros.actions' has no attribute '{name}'")
