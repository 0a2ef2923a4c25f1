# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the check of launch arguments."""

import json

import pytest

from lavla.nodes.run_configuration import RunConfigurationError, check_run
from lavla.robots import load_robot


def write_config(folder, robot_name: str) -> None:
    content = {'robot': robot_name, 'joint_names': load_robot(robot_name).joint_names}
    (folder / 'config.json').write_text(json.dumps(content), encoding='utf-8')


@pytest.fixture
def arguments(tmp_path) -> dict[str, str]:
    checkpoint = tmp_path / 'checkpoint'
    checkpoint.mkdir()
    write_config(checkpoint, 'panda_duo_sim')
    return {
        'robot': 'panda_duo_sim',
        'end_effector': 'gripper',
        'left_robot_ip': '',
        'right_robot_ip': '',
        'use_fake_hardware': 'false',
        'viewer': 'false',
        'checkpoint': str(checkpoint),
        'task': 'lift_pot',
        'instruction': '',
        'episodes': '5',
        'seed': '7',
        'bag_dir': str(tmp_path / 'run'),
        'policy': 'mini',
        'params_file': '',
        'real_time_factor': '',
    }


def test_fills_in_what_the_task_knows(arguments) -> None:
    run = check_run(arguments)
    assert run.instruction == 'lift the pot'
    assert run.episodes == 5
    assert run.episode_s > 1.0
    assert run.real_time_factor is None


def test_takes_any_phrasing_of_the_task_in_any_case(arguments) -> None:
    run = check_run(arguments | {'instruction': ' Lift the pot with BOTH arms'})
    assert run.instruction == 'lift the pot with both arms'


def test_names_a_folder_after_the_time_without_bag_dir(arguments) -> None:
    assert check_run(arguments | {'bag_dir': ''}).output.parent.name == 'lavla_runs'


@pytest.mark.parametrize(
    ('argument', 'value', 'said'),
    [
        ('robot', 'roomba', "unknown robot 'roomba'; known: .*panda_duo_sim"),
        ('task', 'wash_up', "unknown task 'wash_up'; known: lift_pot"),
        ('instruction', 'open the door', "'open the door' is unknown .* 'lift the pot'"),
        ('checkpoint', '/no/such/folder', 'there is no folder /no/such/folder'),
        ('episodes', '-1', "expected a whole number from 0, got '-1'"),
        ('seed', 'x', "expected a whole number from 0, got 'x'"),
        ('policy', 'huge', "'huge' is unknown; known: mini, paper"),
        ('params_file', '/no/such/file', 'there is no file /no/such/file'),
        ('real_time_factor', 'fast', "from 0 to 100, got 'fast'"),
        ('viewer', 'true', 'no viewer yet; use rviz:=true'),
        ('end_effector', 'inspire', 'use gripper'),
        ('use_fake_hardware', 'true', 'panda_duo_sim is simulated'),
        ('left_robot_ip', '10.0.0.2', 'start your own'),
    ],
)
def test_says_in_one_line_what_is_wrong(arguments, argument, value, said) -> None:
    with pytest.raises(RunConfigurationError, match=f'^{argument}: .*{said}') as raised:
        check_run(arguments | {argument: value})
    assert '\n' not in str(raised.value)


def test_names_a_broken_configuration_of_the_checkpoint(arguments, tmp_path) -> None:
    (tmp_path / 'checkpoint' / 'config.json').write_text('{"a": ', encoding='utf-8')
    with pytest.raises(RunConfigurationError, match=r'config\.json is not valid JSON'):
        check_run(arguments)


def test_refuses_a_checkpoint_of_another_robot(arguments, tmp_path) -> None:
    write_config(tmp_path / 'checkpoint', 'fr3_duo')
    with pytest.raises(RunConfigurationError, match="was trained for robot 'fr3_duo'"):
        check_run(arguments)


@pytest.mark.parametrize(
    ('robot', 'asked', 'started'),
    [
        ('fake', 'false', True),
        ('fr3_duo', 'true', True),
        ('fr3_duo', 'false', False),
        ('panda_duo_sim', 'false', False),
    ],
)
def test_drivers_are_faked_when_asked_or_for_the_fake_robot(
    arguments, tmp_path, robot, asked, started
) -> None:
    write_config(tmp_path / 'checkpoint', robot)
    given = {'robot': robot, 'use_fake_hardware': asked, 'episodes': '0'}
    run = check_run(arguments | given | {'instruction': 'lift the pot'})
    assert run.fake_hardware is started


def test_a_real_robot_needs_an_instruction_and_runs_no_episodes(arguments, tmp_path) -> None:
    write_config(tmp_path / 'checkpoint', 'fr3_duo')
    real = arguments | {'robot': 'fr3_duo'}
    with pytest.raises(RunConfigurationError, match=r'^episodes: .* cannot be reset'):
        check_run(real)
    with pytest.raises(RunConfigurationError, match=r'^instruction: '):
        check_run(real | {'episodes': '0'})
    run = check_run(real | {'episodes': '0', 'instruction': 'fold the towel'})
    assert run.instruction == 'fold the towel'
