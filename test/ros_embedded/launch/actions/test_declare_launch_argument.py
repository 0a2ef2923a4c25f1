# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Declared arguments: defaults, missing ones and choices."""

import pytest
from launch.actions import DeclareLaunchArgument, LogInfo, SetLaunchConfiguration
from launch.substitutions import LaunchConfiguration


def test_the_default_is_used_unless_the_argument_is_given(run):
    result = run(
        SetLaunchConfiguration('given', 'mine'),
        DeclareLaunchArgument('given', default_value='default'),
        DeclareLaunchArgument('left_out', default_value=[LaunchConfiguration('given'), '!']),
        LogInfo(msg=[LaunchConfiguration('given'), ' ', LaunchConfiguration('left_out')]),
    )
    assert result.lines() == ['mine mine!']
    assert result.returncode == 0


def test_a_missing_argument_ends_the_launch_with_an_error(run):
    result = run(DeclareLaunchArgument('robot', description='Which robot.'), LogInfo(msg='after'))
    assert result.returncode == 1
    assert "Required launch argument 'robot' (description: 'Which robot.')" in result.output
    assert result.lines() == []


def test_a_value_that_is_no_choice_ends_the_launch_with_an_error(run):
    result = run(
        SetLaunchConfiguration('device', 'gpu'),
        DeclareLaunchArgument('device', default_value='cpu', choices=['cpu', 'cuda']),
    )
    assert result.returncode == 1
    assert "Argument 'device' provided value 'gpu' is not valid" in result.output
    assert "['cpu', 'cuda']" in result.output


def test_a_default_that_is_no_choice_is_refused():
    with pytest.raises(ValueError, match="default value 'tpu'"):
        DeclareLaunchArgument('device', default_value='tpu', choices=['cpu', 'cuda'])


def test_the_description_tells_the_choices():
    argument = DeclareLaunchArgument('device', description='Where.', choices=['cpu', 'cuda'])
    assert argument.description == "Where. Valid choices are: ['cpu', 'cuda']"
