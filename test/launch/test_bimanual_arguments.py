# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the arguments of bimanual.launch.py, as a user gives them."""

from __future__ import annotations

import pytest

DESIGNED_ARGUMENTS = (
    'robot',
    'end_effector',
    'left_robot_ip',
    'right_robot_ip',
    'use_fake_hardware',
    'checkpoint',
    'device',
    'instruction',
    'task',
    'seed',
    'params_file',
    'namespace',
    'rviz',
    'viewer',
    'record',
    'bag_dir',
    'episodes',
    'dry_run',
    'log_level',
)


def test_show_args_is_the_manual(launch) -> None:
    manual = launch('--show-args')
    assert manual.returncode == 0
    for name in DESIGNED_ARGUMENTS:
        assert f"'{name}':" in manual.stdout
    assert 'no description given' not in manual.stdout


@pytest.mark.parametrize(
    ('argument', 'said'),
    [
        ('robot:=roomba', "unknown robot 'roomba'; known: "),
        ('task:=wash_up', "unknown task 'wash_up'; known: lift_pot"),
        ('instruction:=open the door', "'open the door' is unknown for task lift_pot"),
        ('checkpoint:=/no/such/folder', 'there is no folder /no/such/folder'),
        ('viewer:=true', 'there is no viewer yet'),
        ('policy:=huge', "'huge' is unknown; known: mini, paper"),
        ('record:=maybe', 'maybe'),
    ],
)
def test_a_wrong_argument_ends_in_one_line_before_any_process_starts(
    launch, argument, said
) -> None:
    ended = launch(argument)
    assert ended.returncode != 0
    assert said in ended.stdout
    assert 'process started' not in ended.stdout
    assert 'Traceback' not in ended.stdout
    assert ended.stdout.count('[ERROR]') == 1
