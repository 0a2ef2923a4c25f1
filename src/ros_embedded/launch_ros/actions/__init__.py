# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Actions of ROS 2."""

from typing import Any

from launch_ros.actions import composition
from launch_ros.actions.composition import ComposableNodeContainer, LoadComposableNodes
from launch_ros.actions.lifecycle_node import LifecycleNode
from launch_ros.actions.node import Node
from launch_ros.actions.push_ros_namespace import PushRosNamespace
from launch_ros.actions.ros_timer import RosTimer
from launch_ros.actions.set_parameter import SetParameter
from launch_ros.actions.set_parameters_from_file import SetParametersFromFile
from launch_ros.actions.set_remap import SetRemap
from launch_ros.actions.set_ros_log_dir import SetROSLogDir
from launch_ros.actions.set_use_sim_time import SetUseSimTime

PushROSNamespace = PushRosNamespace

__all__ = [
    'ComposableNodeContainer',
    'LifecycleNode',
    'LoadComposableNodes',
    'Node',
    'PushROSNamespace',
    'PushRosNamespace',
    'RosTimer',
    'SetParameter',
    'SetParametersFromFile',
    'SetROSLogDir',
    'SetRemap',
    'SetUseSimTime',
    'composition',
]


def __getattr__(name: str) -> Any:
    """Say by name what is not there, and what to use."""
    if name == 'LifecycleTransition':
        raise NotImplementedError(
            'launch_ros.actions.LifecycleTransition is not part of ros_embedded: use '
            'LifecycleNode(autostart=True), or ChangeState events with OnStateTransition'
        )
    raise AttributeError(f"module 'launch_ros.actions' has no attribute '{name}'")
