# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Includes: arguments, file location, errors."""

import pytest
from launch.actions import IncludeLaunchDescription, LogInfo
from launch.launch_description_sources import PythonLaunchDescriptionSource
from launch.substitutions import PathJoinSubstitution, TextSubstitution, ThisLaunchFileDir

INNER = """
from launch import LaunchDescription
from launch.actions import DeclareLaunchArgument, LogInfo
from launch.substitutions import LaunchConfiguration, ThisLaunchFileDir

def generate_launch_description():
    return LaunchDescription([
        DeclareLaunchArgument('name'),
        DeclareLaunchArgument('mood', default_value='well'),
        LogInfo(msg=[LaunchConfiguration('name'), ' is ', LaunchConfiguration('mood')]),
        LogInfo(msg=['in ', ThisLaunchFileDir()]),
    ])
"""


@pytest.fixture
def inner(tmp_path):
    path = tmp_path / 'inner.launch.py'
    path.write_text(INNER)
    return path


def test_arguments_are_passed_on(run, inner, tmp_path):
    source = PythonLaunchDescriptionSource(
        PathJoinSubstitution([TextSubstitution(text=str(tmp_path)), 'inner.launch.py'])
    )
    result = run(IncludeLaunchDescription(source, launch_arguments={'name': 'Ada'}.items()))
    assert result.lines() == ['Ada is well', f'in {tmp_path}']


def test_the_file_location_is_that_of_the_including_file_again_afterwards(run, inner):
    result = run(
        IncludeLaunchDescription(str(inner), launch_arguments=[('name', 'Ada')]),
        LogInfo(msg=ThisLaunchFileDir()),
    )
    assert result.returncode == 1
    assert 'ThisLaunchFileDir is used outside of a launch file' in result.output


def test_a_missing_argument_is_named_with_the_file(run, inner):
    result = run(IncludeLaunchDescription(str(inner)))
    assert result.returncode == 1
    assert f"the launch file '{inner}' needs the argument 'name'" in result.output


def test_a_missing_file_is_named(run, tmp_path):
    result = run(IncludeLaunchDescription(str(tmp_path / 'absent.launch.py')))
    assert result.returncode == 1
    assert 'absent.launch.py' in result.output
    assert 'there is no such file' in result.output


def test_an_error_in_a_file_is_told_with_its_line(run, tmp_path):
    path = tmp_path / 'broken.launch.py'
    path.write_text('import launch\n\nlaunch.no_such_thing()\n')
    result = run(IncludeLaunchDescription(str(path)))
    assert result.returncode == 1
    assert 'broken.launch.py' in result.output
    assert 'line 3' in result.output


def test_a_file_of_another_kind_is_refused(run, tmp_path):
    path = tmp_path / 'a.launch.toml'
    path.write_text('')
    result = run(IncludeLaunchDescription(str(path)))
    assert result.returncode == 1
    assert "ends in '.py', '.xml', '.yaml' or '.yml'" in result.output
