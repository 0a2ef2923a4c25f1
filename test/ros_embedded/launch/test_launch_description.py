# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What can be told about a launch file without running it."""

from launch import LaunchDescription, LaunchIntrospector
from launch.actions import (
    DeclareLaunchArgument,
    ExecuteProcess,
    GroupAction,
    IncludeLaunchDescription,
    RegisterEventHandler,
)
from launch.conditions import IfCondition
from launch.event_handlers import OnProcessExit
from launch.substitutions import LaunchConfiguration

INNER = """
from launch import LaunchDescription
from launch.actions import DeclareLaunchArgument

def generate_launch_description():
    return LaunchDescription([DeclareLaunchArgument('set'), DeclareLaunchArgument('left')])
"""


def test_arguments_are_found_in_groups_and_handlers():
    process = ExecuteProcess(cmd=['true'])
    description = LaunchDescription(
        [
            DeclareLaunchArgument('a'),
            GroupAction(
                [DeclareLaunchArgument('b', default_value='1')],
                condition=IfCondition(LaunchConfiguration('a')),
            ),
            RegisterEventHandler(OnProcessExit(on_exit=[DeclareLaunchArgument('c')])),
            DeclareLaunchArgument('a', default_value='hidden'),
            process,
        ]
    )
    arguments = description.get_launch_arguments()
    assert [argument.name for argument in arguments] == ['a', 'b', 'c']
    assert [argument._conditionally_included for argument in arguments] == [False, True, True]


def test_arguments_that_an_include_sets_are_left_out(tmp_path):
    path = tmp_path / 'inner.launch.py'
    path.write_text(INNER)
    include = IncludeLaunchDescription(str(path), launch_arguments=[('set', '1')])
    found = LaunchDescription([include]).get_launch_arguments()
    assert [argument.name for argument in found] == ['left']


def test_a_description_is_printed_as_a_tree():
    description = LaunchDescription(
        [GroupAction([ExecuteProcess(cmd=['echo', LaunchConfiguration('x')])])]
    )
    text = LaunchIntrospector().format_launch_description(description)
    assert "    ├── ExecuteProcess(['echo', LaunchConfig('x')])" in text.splitlines()
