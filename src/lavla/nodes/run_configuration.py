# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Check the launch arguments of a run before any process starts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lavla.robots import Robot, RobotError, find_share_directory, load_robot

DEFAULT_CHECKPOINT = Path('models', 'lavla-mini')
POLICY_FILES = Path('config', 'policies')
FREE_EPISODE_S = 15.0


class RunConfigurationError(ValueError):
    """Say which launch argument is wrong and what it may be."""


@dataclass(frozen=True)
class RunConfiguration:
    """The checked arguments of one run."""

    robot: Robot
    checkpoint: Path
    task: str
    instruction: str
    episodes: int
    episode_s: float
    seed: int
    output: Path
    policy_file: Path
    params_file: Path | None
    real_time_factor: float | None
    fake_hardware: bool


def check_run(arguments: Mapping[str, str]) -> RunConfiguration:
    """
    Return the run that launch arguments, as text by name, describe.

    Raise RunConfigurationError, in one line, for the first argument that is wrong.
    """
    _refuse_what_is_not_there(arguments)
    policy_file = _policy_file(arguments['policy'])
    try:
        robot = load_robot(arguments['robot'])
    except RobotError as error:
        raise RunConfigurationError(f'robot: {error}') from error
    episodes = _whole_number('episodes', arguments['episodes'])
    if episodes and not robot.simulated:
        raise RunConfigurationError(
            f'episodes: the scene of robot {robot.name} cannot be reset; use episodes:=0'
        )
    instruction, episode_s = _instruction(robot, arguments['task'], arguments['instruction'])
    return RunConfiguration(
        robot=robot,
        checkpoint=_checkpoint(arguments['checkpoint'], robot),
        task=arguments['task'],
        instruction=instruction,
        episodes=episodes,
        episode_s=episode_s,
        seed=_whole_number('seed', arguments['seed']),
        output=_output(arguments['bag_dir']),
        policy_file=policy_file,
        params_file=_params_file(arguments['params_file']),
        real_time_factor=_real_time_factor(arguments['real_time_factor']),
        fake_hardware=_fake_hardware(robot, arguments['use_fake_hardware'] == 'true'),
    )


def _refuse_what_is_not_there(arguments: Mapping[str, str]) -> None:
    refused = {
        'viewer': ('true', 'there is no viewer yet; use rviz:=true, or record:=true for an MP4'),
        'end_effector': ('inspire', 'Inspire hands are not supported yet; use gripper'),
    }
    for name, (value, reason) in refused.items():
        if arguments[name] == value:
            raise RunConfigurationError(f'{name}: {reason}')
    for name in ('left_robot_ip', 'right_robot_ip'):
        if arguments[name]:
            raise RunConfigurationError(
                f'{name}: robot drivers are not started here yet; start your own (franka_ros2) '
                'and leave this empty'
            )


def _fake_hardware(robot: Robot, asked: bool) -> bool:
    if asked and robot.simulated:
        raise RunConfigurationError(
            f'use_fake_hardware: robot {robot.name} is simulated; leave this out'
        )
    return asked or robot.name == 'fake'


def _whole_number(name: str, text: str) -> int:
    if not text.isdecimal():
        raise RunConfigurationError(f'{name}: expected a whole number from 0, got {text!r}')
    return int(text)


def _instruction(robot: Robot, task_name: str, instruction: str) -> tuple[str, float]:
    instruction = instruction.strip()
    if not robot.simulated:
        if not instruction:
            raise RunConfigurationError('instruction: say what the robot should do')
        return instruction, FREE_EPISODE_S
    from lavla.sim import TaskError, make_task

    try:
        task = make_task(task_name)
    except TaskError as error:
        raise RunConfigurationError(f'task: {error}') from error
    if not instruction:
        return task.default_instruction, task.episode_seconds
    known = {phrase.casefold(): phrase for phrase in task.instructions}
    if instruction.casefold() not in known:
        raise RunConfigurationError(
            f'instruction: {instruction!r} is unknown for task {task_name}; known: '
            + ', '.join(repr(phrase) for phrase in task.instructions)
        )
    return known[instruction.casefold()], task.episode_seconds


def _checkpoint(text: str, robot: Robot) -> Path:
    """Check what can be checked without loading networks; the nodes check the rest."""
    folder = Path(text).expanduser() if text else find_share_directory() / DEFAULT_CHECKPOINT
    if not folder.is_dir():
        raise RunConfigurationError(f'checkpoint: there is no folder {folder}')
    config = folder / 'config.json'
    try:
        content = json.loads(config.read_text(encoding='utf-8'))
    except (OSError, UnicodeDecodeError) as error:
        raise RunConfigurationError(f'checkpoint: {config} cannot be read: {error}') from error
    except json.JSONDecodeError as error:
        raise RunConfigurationError(f'checkpoint: {config} is not valid JSON: {error}') from error
    joint_names = content.get('joint_names') if isinstance(content, dict) else None
    if joint_names is None:
        raise RunConfigurationError(f"checkpoint: {config}: the key 'joint_names' is missing")
    if list(joint_names) != list(robot.joint_names):
        raise RunConfigurationError(
            f'checkpoint: {folder} was trained for robot {content.get("robot")!r}; the joints of '
            f'{robot.name} are others'
        )
    return folder.absolute()


def _output(text: str) -> Path:
    if text:
        return Path(text).expanduser().absolute()
    return (Path('lavla_runs') / datetime.now().strftime('%Y-%m-%d_%H-%M-%S')).absolute()


def _policy_file(name: str) -> Path:
    folder = find_share_directory() / POLICY_FILES
    known = {path.stem: path for path in sorted(folder.glob('*.yaml'))}
    if name not in known:
        raise RunConfigurationError(f'policy: {name!r} is unknown; known: {", ".join(known)}')
    return known[name]


def _params_file(text: str) -> Path | None:
    if not text:
        return None
    path = Path(text).expanduser().absolute()
    if not path.is_file():
        raise RunConfigurationError(f'params_file: there is no file {path}')
    return path


def _real_time_factor(text: str) -> float | None:
    if not text:
        return None
    try:
        factor = float(text)
    except ValueError:
        factor = -1.0
    if not 0.0 <= factor <= 100.0:
        raise RunConfigurationError(
            f'real_time_factor: expected a number from 0 to 100, got {text!r}'
        )
    return factor
