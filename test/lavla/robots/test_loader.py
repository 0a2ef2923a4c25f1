# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Robot files load completely, and every mistake in one is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from lavla.robots import RobotError, find_share_directory, known_robots, load_robot


def _values(name: str = 'panda_duo_sim') -> dict[str, Any]:
    path = find_share_directory() / 'config' / 'robots' / f'{name}.yaml'
    return yaml.safe_load(path.read_text(encoding='utf-8'))


def _write(tmp_path: Path, values: Any) -> Path:
    path = tmp_path / 'mine.yaml'
    path.write_text(yaml.safe_dump(values, sort_keys=False), encoding='utf-8')
    return path


@pytest.mark.parametrize('name', known_robots())
def test_every_shipped_robot_loads(name: str) -> None:
    robot = load_robot(name)
    assert robot.name == name
    assert [arm.side for arm in robot.arms] == ['left', 'right']
    assert robot.limits.contains(robot.home)
    assert [camera.name for camera in robot.cameras] == ['head', 'left_wrist', 'right_wrist']
    assert all(
        arm.speed_scale == (1.0 if name in ('panda_duo_sim', 'fake') else 0.2)
        for arm in robot.arms
    )


def test_joint_order_is_arms_then_fingers() -> None:
    names = load_robot('panda_duo_sim').joint_names
    assert names[0] == 'left_panda_joint1'
    assert names[6] == 'left_panda_joint7'
    assert names[7] == 'right_panda_joint1'
    assert names[14:] == ('left_panda_finger_joint1', 'right_panda_finger_joint1')


def test_fake_has_the_same_joints_without_a_simulator() -> None:
    fake, simulated = load_robot('fake'), load_robot('panda_duo_sim')
    assert fake.joint_names == simulated.joint_names
    assert not fake.simulated
    assert fake.simulation is None


def test_fr3_uses_the_rectangular_box() -> None:
    limits = load_robot('fr3_duo').arm('right').limits
    assert limits.names[0] == 'right_fr3v2_joint1'
    assert limits.position_max[5] == pytest.approx(4.2841)
    assert limits.velocity.tolist() == [2.0, 1.0, 1.5, 1.25, 3.0, 1.5, 3.0]


def test_joints_are_given_in_one_way_only(tmp_path: Path) -> None:
    values = _values()
    kinematics = values['arm_model']['kinematics']
    joint = {'position': [0.0] * 3, 'rpy': [0.0] * 3, 'axis': [0.0, 0.0, 2.0]}
    kinematics['joints'] = [dict(joint) for _ in range(7)]
    with pytest.raises(RobotError, match=r'kinematics\.joints: give either joints or modified_dh'):
        load_robot(_write(tmp_path, values))
    del kinematics['modified_dh']
    kinematics['joints'][2]['axis'] = [0.0, 0.0, 0.0]
    with pytest.raises(RobotError, match=r'joints\[2\]\.axis: .* must not be zero'):
        load_robot(_write(tmp_path, values))


def test_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(RobotError, match=r"unknown robot 'r2d2'; known: .*panda_duo_sim"):
        load_robot('r2d2')


def test_missing_path_is_named() -> None:
    with pytest.raises(RobotError, match=r'nowhere/robot\.yaml: there is no such robot file'):
        load_robot('nowhere/robot.yaml')


def _broken(path: str, value: Any) -> dict[str, Any]:
    values = _values()
    *parents, last = path.split('.')
    node = values
    for parent in parents:
        node = node[parent]
    node[last] = value
    return values


@pytest.mark.parametrize(
    ('path', 'value', 'message'),
    [
        ('simulated', 'yes', r'simulated: expected true or false'),
        ('colour', 'red', r'colour: unknown key; allowed here: .*arm_model'),
        ('control.rate', 3, r'control\.rate: unknown key; allowed here: .*rate_hz'),
        ('control.rate_hz', 0, r'control\.rate_hz: 0 is outside \[1\.0, 1000\.0\]'),
        ('control.watchdog_s', None, r'control\.watchdog_s: this key is required'),
        ('control.watchdog_s', float('nan'), r'control\.watchdog_s: expected a finite number'),
        ('arms.left.home', [0.0] * 6, r'arms\.left\.home: expected a list of 7 numbers'),
        ('arms.left.home', [9.0] * 7, r'arms\.left\.home: left_panda_joint1 = 9\.0 is outside'),
        ('arms.middle', {}, r'arms\.middle: unknown key; allowed here: left, right'),
        ('arm_model.limits.velocity', [-1.0] * 7, r'limits\.velocity: every number must be pos'),
        ('arm_model.limits.position_min', [3.0] * 7, r'limits\.position_min: left_panda_joint1'),
        ('arm_model.speed_scale', 1.5, r'arm_model\.speed_scale: 1\.5 is outside \(0\.0, 1\.0\]'),
        ('cameras.head.mount.parent_frame', 'nose', r"'nose' is unknown; allowed: world, left_"),
        ('cameras.head.width', 224.5, r'cameras\.head\.width: expected an integer'),
        ('simulation', None, r'simulation: this section is required when simulated is true'),
        ('extends', 'nobody', r'extends: there is no nobody\.yaml beside it'),
        ('arm_model.joint_names', ['one'] * 7, r'joint_names: .*all different'),
    ],
)
def test_mistake_is_named(tmp_path: Path, path: str, value: Any, message: str) -> None:
    file = _write(tmp_path, _broken(path, value))
    with pytest.raises(RobotError, match=message) as raised:
        load_robot(file)
    assert str(file) in str(raised.value)


def test_joint_names_must_differ_between_sides(tmp_path: Path) -> None:
    names = [f'joint{number}' for number in range(7)]
    with pytest.raises(RobotError, match='must be different'):
        load_robot(_write(tmp_path, _broken('arm_model.joint_names', names)))


def test_workspace_must_contain_home(tmp_path: Path) -> None:
    box = {'position_min': [1.0, 1.0, 1.0], 'position_max': [2.0, 2.0, 2.0]}
    with pytest.raises(RobotError, match=r'arms\.right\.workspace: the tool at home'):
        load_robot(_write(tmp_path, _broken('arms.right.workspace', box)))


def test_file_that_is_not_yaml(tmp_path: Path) -> None:
    path = tmp_path / 'mine.yaml'
    path.write_text('name: [', encoding='utf-8')
    with pytest.raises(RobotError, match='not valid YAML'):
        load_robot(path)


def test_file_that_is_no_mapping(tmp_path: Path) -> None:
    with pytest.raises(RobotError, match='top level: expected a mapping'):
        load_robot(_write(tmp_path, [1, 2]))


def test_files_must_not_extend_each_other_in_a_circle(tmp_path: Path) -> None:
    with pytest.raises(RobotError, match='in a circle'):
        load_robot(_write(tmp_path, {'extends': 'mine'}))


def test_camera_intrinsics_follow_the_field_of_view() -> None:
    camera = load_robot('panda_duo_sim').camera('head')
    matrix = camera.intrinsics()
    assert camera.vertical_field_of_view is not None
    half_height = matrix[1, 1] * np.tan(0.5 * camera.vertical_field_of_view)
    assert half_height == pytest.approx(112.0)
    with pytest.raises(ValueError, match='camera_info'):
        load_robot('panda_duo').camera('head').intrinsics()


def test_lookups_name_what_there_is() -> None:
    robot = load_robot('panda_duo_sim')
    assert robot.joint_indices(robot.hand('right').joint_names).tolist() == [15]
    with pytest.raises(KeyError, match='no joint'):
        robot.joint_indices(('elbow',))
    with pytest.raises(KeyError, match='there is: left, right'):
        robot.arm('middle')
    with pytest.raises(KeyError, match='it has: head'):
        robot.camera('tail')
