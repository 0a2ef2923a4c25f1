# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Commands are what the joints were told to do at a time, however the controller sends them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lavla_training.data.bags import message_building as build
from lavla_training.data.bags.bag_reader import BagReader
from lavla_training.data.bags.bag_writer import BagWriter
from lavla_training.data.bags.topics import JOINT_STATE, JOINT_TRAJECTORY, Topic
from lavla_training.data.conversion.joint_series import JointCommands, read_joint_states
from lavla_training.data.errors import DataError

NAMES = ('a', 'b')


def _trajectory(times_s: list[float], positions: list[list[float]]) -> Any:
    points = [
        build.joint_trajectory(NAMES, np.array(row), time_s).points[0]
        for time_s, row in zip(times_s, positions, strict=True)
    ]
    message = build.joint_trajectory(NAMES, np.array(positions[0]), times_s[0])
    message.points = points
    return message


def _bag(path: Path, commands: list[tuple[float, Any]], names: tuple[str, ...] = NAMES) -> Path:
    with BagWriter(path) as bag:
        bag.add_topic(Topic('/robot/joint_states', JOINT_STATE))
        bag.add_topic(Topic('/robot/arm/joint_trajectory', JOINT_TRAJECTORY))
        for index in range(101):
            time_ns = 1_000_000_000 + index * 10_000_000
            state = build.joint_state(time_ns, names, np.array([0.5, -0.5]), np.zeros(2))
            bag.write('/robot/joint_states', time_ns, state)
        for time_s, message in commands:
            bag.write('/robot/arm/joint_trajectory', round(time_s * 1e9), message)
    return path


def _targets(path: Path, at_s: list[float]) -> np.ndarray:
    with BagReader(path) as bag:
        states = read_joint_states(bag, NAMES)
        return JointCommands(bag, NAMES, states).targets(np.array(at_s))


def test_overlapping_trajectories_the_newest_one_counts(tmp_path: Path) -> None:
    first = _trajectory([0.1, 0.4], [[1.0, 0.0], [4.0, 0.0]])
    second = _trajectory([0.1, 0.4], [[10.0, 0.0], [40.0, 0.0]])
    path = _bag(tmp_path / 'bag', [(1.1, first), (1.3, second)])
    targets = _targets(path, [1.05, 1.15, 1.2, 1.3, 1.4, 1.55, 1.95])
    # Before any command it holds; 50 ms into the first one it is half way to its first point.
    np.testing.assert_allclose(targets[:, 0], [0.5, 0.75, 1.0, 2.0, 10.0, 25.0, 40.0], atol=1e-6)


def test_joints_may_come_in_another_order(tmp_path: Path) -> None:
    path = _bag(tmp_path / 'bag', [(1.1, _trajectory([0.1], [[1.0, 2.0]]))], names=('b', 'a'))
    with BagReader(path) as bag:
        states = read_joint_states(bag, NAMES)
    np.testing.assert_allclose(states.positions[0], [-0.5, 0.5])


def test_missing_joints_and_broken_commands_name_topic_and_field(tmp_path: Path) -> None:
    path = _bag(tmp_path / 'other', [(1.1, _trajectory([0.1], [[1.0, 2.0]]))])
    with BagReader(path) as bag, pytest.raises(DataError, match=r'joint_states, field name: .*c'):
        read_joint_states(bag, ('a', 'c'))
    with pytest.raises(DataError, match=r'time_from_start does not grow'):
        _targets(
            _bag(tmp_path / 'back', [(1.1, _trajectory([0.2, 0.1], [[0, 0], [1, 1]]))]), [1.2]
        )
    with pytest.raises(DataError, match=r'points\.positions: expected \(1, 2\) finite'):
        _targets(_bag(tmp_path / 'nan', [(1.1, _trajectory([0.1], [[np.nan, 0]]))]), [1.2])
    with pytest.raises(DataError, match='there are no actions'):
        _targets(_bag(tmp_path / 'none', []), [1.2])
