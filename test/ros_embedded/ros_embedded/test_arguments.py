# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""ROS arguments of a command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ros_embedded.arguments import ArgumentError, parse_ros_arguments, split_arguments


def test_arguments_in_and_outside_are_told_apart() -> None:
    line = ['program', 'a', '--ros-args', '-r', 'x:=y', '--', 'b', '--ros-args', '-p', 'c:=1']
    assert split_arguments(line) == (['program', 'a', 'b'], ['-r', 'x:=y', '-p', 'c:=1'])


def test_log_levels_and_flags() -> None:
    found = parse_ros_arguments(
        ['--ros-args', '--log-level', 'debug', '--log-level', 'a.b:=WARN', '--disable-rosout-logs']
    )
    assert found.log_levels == {'': 10, 'a.b': 30}
    assert not found.rosout_logs


@pytest.mark.parametrize(
    ('arguments', 'reason'),
    [
        (['--what'], "unknown ROS argument '--what'"),
        (['-p'], "'-p' needs a value"),
        (['-p', 'speed=3'], 'expected .node:.name:=value'),
        (['-r', 'a'], 'not of the form'),
        (['--log-level', 'loud'], "unknown log level 'loud'"),
        (['--params-file', '/no/such.yaml'], "cannot read parameter file '/no/such.yaml'"),
    ],
)
def test_bad_arguments_are_explained(arguments: list[str], reason: str) -> None:
    with pytest.raises(ArgumentError, match=reason):
        parse_ros_arguments(['--ros-args', *arguments])


@pytest.mark.parametrize(
    ('text', 'reason'),
    [
        ('a: [', 'is not YAML'),
        ('- a', 'must map node names'),
        ('node: 3', "'node' has no 'ros__parameters'"),
        ('node: {ros__parameters: [1]}', 'must be a map'),
    ],
)
def test_bad_parameter_files_are_explained(text: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / 'bad.yaml'
    path.write_text(text)
    with pytest.raises(ArgumentError, match=reason):
        parse_ros_arguments(['--ros-args', '--params-file', str(path)])
