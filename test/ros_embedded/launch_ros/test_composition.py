# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Composable nodes: launch files that may use them load, using them is refused by name."""

import pytest
from launch import LaunchDescription, LaunchService
from launch.actions import LogInfo
from launch.conditions import IfCondition
from launch_ros.actions import ComposableNodeContainer, LoadComposableNodes
from launch_ros.descriptions import ComposableNode


def run(*entities):
    service = LaunchService()
    service.include_launch_description(LaunchDescription(entities))
    return service.run()


def container(**options):
    nodes = [
        ComposableNode(package='image_proc', plugin='image_proc::DebayerNode', name='debayer')
    ]
    return [
        ComposableNodeContainer(
            package='rclcpp_components',
            executable='component_container',
            name='container',
            namespace='',
            composable_node_descriptions=nodes,
            **options,
        ),
        LoadComposableNodes(
            composable_node_descriptions=nodes, target_container='container', **options
        ),
    ]


def test_unused_containers_do_no_harm(capfd):
    assert run(*container(condition=IfCondition('false')), LogInfo(msg='went on')) == 0
    assert 'went on' in capfd.readouterr().out


@pytest.mark.parametrize('index', [0, 1])
def test_a_container_is_refused_with_what_to_use(capfd, index):
    action = container()[index]
    assert run(action) == 1
    output = capfd.readouterr().out
    assert f'{type(action).__name__} needs components' in output
    assert 'launch_ros.actions.Node' in output
