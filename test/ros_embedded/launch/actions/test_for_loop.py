# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Loops of launch files in Python."""

from launch.actions import DeclareLaunchArgument, ForEach, ForLoop, LogInfo
from launch.substitutions import LaunchConfiguration


def test_a_loop_counts(run):
    result = run(
        DeclareLaunchArgument('count', default_value='3'),
        ForLoop(LaunchConfiguration('count'), function=lambda i: [LogInfo(msg=f'turn {i}')]),
    )
    assert result.lines() == ['turn 0', 'turn 1', 'turn 2']


def test_each_set_of_values_has_its_turn(run):
    def greet(name, number=7):
        return [LogInfo(msg=f'{name} {number + 1}')]

    result = run(ForEach('{name: left, number: 1}; {name: right};', function=greet))
    assert result.lines() == ['left 2', 'right 8']


def test_a_turn_may_return_nothing(run):
    assert run(ForLoop('2', function=lambda i: None)).returncode == 0
