# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read and check config/robots/<name>.yaml."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from lavla.robots.errors import RobotError
from lavla.robots.kinematics import SerialChain, modified_dh_origin
from lavla.robots.limits import JointLimits
from lavla.robots.rigid_transform import look_at, rotation_from_rpy, transform_from_parts
from lavla.robots.robot import (
    SIDES,
    Arm,
    CameraMount,
    ControlSettings,
    Hand,
    Robot,
    SimulationSettings,
    Workspace,
)
from lavla.robots.share_directory import find_share_directory
from lavla.robots.yaml_section import Section


def known_robots() -> tuple[str, ...]:
    """Return the names that load_robot finds in the share directory."""
    return tuple(sorted(path.stem for path in _robot_directory().glob('*.yaml')))


def load_robot(name_or_path: str | Path) -> Robot:
    """
    Load and check a robot description.

    :param name_or_path: a name of config/robots, or the path of a YAML file.
    :raises RobotError: when there is no such robot, or its file is wrong; the message names the
        file, the key and what is allowed.
    """
    path = _find_file(name_or_path)
    values = _read(path, ())
    section = Section(str(path), '', values)
    return _robot(section)


def _robot_directory() -> Path:
    return find_share_directory() / 'config' / 'robots'


def _find_file(name_or_path: str | Path) -> Path:
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(('.yaml', '.yml')) or '/' in text:
        path = Path(name_or_path)
        if not path.is_file():
            raise RobotError(f'{path}: there is no such robot file')
        return path
    path = _robot_directory() / f'{text}.yaml'
    if not text or not path.is_file():
        raise RobotError(
            f'unknown robot {text!r}; known: {", ".join(known_robots())} '
            '(or give the path of a YAML file)'
        )
    return path


def _read(path: Path, children: tuple[Path, ...]) -> dict[str, Any]:
    """Read a file and everything that it extends."""
    if path in children:
        raise RobotError(f'{path}: extends: the files extend each other in a circle')
    try:
        values = yaml.safe_load(path.read_text(encoding='utf-8'))
    except yaml.YAMLError as error:
        raise RobotError(f'{path}: not valid YAML: {error}') from error
    except (OSError, UnicodeDecodeError) as error:
        raise RobotError(f'{path}: cannot be read: {error}') from error
    section = Section(str(path), '', values)
    if not section.has('extends'):
        return dict(values)
    parent = path.parent / f'{section.text("extends")}.yaml'
    if not parent.is_file():
        allowed = ', '.join(sorted(p.stem for p in path.parent.glob('*.yaml') if p != path))
        raise section.fail('extends', f'there is no {parent.name} beside it; allowed: {allowed}')
    merged = _merge(_read(parent, (*children, path)), values)
    del merged['extends']
    return merged


def _merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Lay over on top of base; mappings merge, everything else replaces, null removes."""
    merged = dict(base)
    for key, value in over.items():
        both_mappings = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = _merge(merged[key], value) if both_mappings else value
    return merged


def _robot(section: Section) -> Robot:
    simulated = section.flag('simulated')
    arms = _arms(section)
    frames = ('world', *(arm.tool_frame for arm in arms))
    simulation = None
    if section.has('simulation'):
        simulation = _simulation(section.section('simulation'), len(arms[0].joint_names))
    if simulated and simulation is None:
        raise section.fail('simulation', 'this section is required when simulated is true')
    robot = Robot(
        name=section.text('name'),
        summary=section.text('summary'),
        simulated=simulated,
        arms=arms,
        hands=_hands(section),
        cameras=_cameras(section.section('cameras'), frames),
        control=_control(section.section('control')),
        simulation=simulation,
    )
    section.finish()
    names = robot.joint_names
    if len(set(names)) != len(names):
        raise section.fail('arms', f'joint names must be different from each other: {names}')
    return robot


def _joint_frames(kinematics: Section, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return origins (n, 4, 4) and axes (n, 3) from `modified_dh` or from `joints` as in URDF."""
    if kinematics.has('modified_dh') == kinematics.has('joints'):
        raise kinematics.fail('joints', 'give either joints or modified_dh')
    key = 'modified_dh' if kinematics.has('modified_dh') else 'joints'
    rows = kinematics.sections(key)
    if len(rows) != count:
        raise kinematics.fail(key, f'expected one row per joint, {count}, got {len(rows)}')
    origins, axes = [], []
    for row in rows:
        if key == 'modified_dh':
            origins.append(modified_dh_origin(*(row.number(name) for name in ('a', 'd', 'alpha'))))
            axes.append(np.array([0.0, 0.0, 1.0]))
        else:
            axis = row.numbers('axis', 3)
            origins.append(_pose(row))
            length = float(np.linalg.norm(axis))
            if length < 1e-9:
                raise row.fail('axis', 'the axis of a joint must not be zero')
            axes.append(axis / length)
        row.finish()
    return np.stack(origins), np.stack(axes)


def _arms(section: Section) -> tuple[Arm, ...]:
    model = section.section('arm_model')
    templates = model.texts('joint_names')
    limits = model.section('limits')
    kinematics = model.section('kinematics')
    origins, axes = _joint_frames(kinematics, len(templates))
    tool = _pose(kinematics.section('tool'))
    kinematics.finish()
    base_template, tool_template = model.text('base_frame'), model.text('tool_frame')
    speed_scale = model.number('speed_scale', 0.0, 1.0, above=True)
    sides = section.section('arms')
    arms = []
    for side in SIDES:
        entry = sides.section(side)
        names = tuple(template.replace('{side}', side) for template in templates)
        joint_limits = _limits(limits, names)
        home = entry.numbers('home', len(names))
        _check_inside(entry, 'home', home, joint_limits)
        chain = SerialChain(origins, axes, tool, _pose(entry.section('base')))
        workspace = _workspace(entry.section('workspace')) if entry.has('workspace') else None
        if workspace is not None and not workspace.contains(chain.forward(home)[:3, 3]):
            raise entry.fail(
                'workspace',
                'the tool at home, '
                f'{np.round(chain.forward(home)[:3, 3], 3).tolist()}, is outside this box',
            )
        arms.append(
            Arm(
                side=side,
                joint_names=names,
                limits=joint_limits,
                home=home,
                base_frame=base_template.replace('{side}', side),
                tool_frame=tool_template.replace('{side}', side),
                kinematics=chain,
                trajectory_topic=entry.text('trajectory_topic'),
                workspace=workspace,
                speed_scale=speed_scale,
            )
        )
        entry.finish()
    sides.finish()
    limits.finish()
    model.finish()
    return tuple(arms)


def _hands(section: Section) -> tuple[Hand, ...]:
    model = section.section('hand_model')
    templates = model.texts('joint_names')
    limits = model.section('limits')
    count = len(templates)
    home, closed = model.numbers('open', count), model.numbers('closed', count)
    rate_hz = model.number('rate_hz', 1.0, 1000.0)
    command_on_change = model.flag('command_on_change')
    deadband = model.number('command_deadband', 0.0)
    sides = section.section('hands')
    hands = []
    for side in SIDES:
        entry = sides.section(side)
        names = tuple(template.replace('{side}', side) for template in templates)
        joint_limits = _limits(limits, names)
        _check_inside(model, 'open', home, joint_limits)
        _check_inside(model, 'closed', closed, joint_limits)
        topic = entry.text('trajectory_topic')
        hands.append(
            Hand(
                side,
                names,
                joint_limits,
                home,
                closed,
                topic,
                rate_hz,
                command_on_change,
                deadband,
            )
        )
        entry.finish()
    sides.finish()
    limits.finish()
    model.finish()
    return tuple(hands)


def _limits(section: Section, names: tuple[str, ...]) -> JointLimits:
    fields = ('position_min', 'position_max', 'velocity', 'acceleration', 'jerk')
    arrays = {field: section.numbers(field, len(names)) for field in fields}
    try:
        return JointLimits(names, **arrays)
    except RobotError as error:
        field, _, problem = str(error).partition(': ')
        raise section.fail(field, problem) from error


def _check_inside(section: Section, key: str, positions: np.ndarray, limits: JointLimits) -> None:
    outside = np.flatnonzero((positions < limits.position_min) | (positions > limits.position_max))
    if outside.size:
        index = outside[0]
        raise section.fail(
            key,
            f'{limits.names[index]} = {positions[index]} is outside its limits '
            f'[{limits.position_min[index]}, {limits.position_max[index]}]',
        )


def _pose(section: Section) -> np.ndarray:
    position = section.numbers('position', 3)
    rotation = rotation_from_rpy(section.numbers('rpy', 3))
    section.finish()
    return transform_from_parts(position, rotation)


def _workspace(section: Section) -> Workspace:
    low, high = section.numbers('position_min', 3), section.numbers('position_max', 3)
    if (low >= high).any():
        raise section.fail('position_min', f'{low.tolist()} is not below {high.tolist()}')
    section.finish()
    return Workspace(low, high)


def _cameras(section: Section, frames: tuple[str, ...]) -> tuple[CameraMount, ...]:
    cameras = []
    for name in section.names():
        entry = section.section(name)
        fov = None
        if entry.has('vertical_field_of_view'):
            fov = entry.number('vertical_field_of_view', 0.0, math.pi, above=True)
        parent, pose = None, None
        if entry.has('mount'):
            mount = entry.section('mount')
            parent = mount.text('parent_frame', frames)
            corners = (mount.numbers(key, 3) for key in ('position', 'look_at', 'up'))
            try:
                pose = look_at(*corners)
            except ValueError as error:
                raise mount.fail('look_at', str(error)) from error
            mount.finish()
        cameras.append(
            CameraMount(
                name=name,
                topic=entry.text('topic'),
                frame=entry.text('frame'),
                width=entry.integer('width', 16, 8192),
                height=entry.integer('height', 16, 8192),
                rate_hz=entry.number('rate_hz', 0.1, 1000.0),
                vertical_field_of_view=fov,
                parent_frame=parent,
                pose=pose,
            )
        )
        entry.finish()
    return tuple(cameras)


def _control(section: Section) -> ControlSettings:
    settings = ControlSettings(
        rate_hz=section.number('rate_hz', 1.0, 1000.0),
        set_point_horizon_s=section.number('set_point_horizon_s', 0.05, 2.0),
        observation_age_max_s=section.number('observation_age_max_s', 0.0, 10.0, above=True),
        chunk_age_max_s=section.number('chunk_age_max_s', 0.0, 10.0, above=True),
        watchdog_s=section.number('watchdog_s', 0.0, 10.0, above=True),
    )
    section.finish()
    return settings


def _simulation(section: Section, joint_count: int) -> SimulationSettings:
    settings = SimulationSettings(
        real_time_factor=section.number('real_time_factor', 0.0, 100.0),
        torque_max=section.numbers('torque_max', joint_count),
        natural_frequency=section.number('natural_frequency', 1.0, 200.0),
        grip_force=section.number('grip_force', 0.0, 200.0, above=True),
    )
    if (settings.torque_max <= 0.0).any():
        raise section.fail('torque_max', 'every number must be positive')
    section.finish()
    return settings
