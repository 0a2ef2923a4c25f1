# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of picking a controller's joints from joint states."""

from __future__ import annotations

from sensor_msgs.msg import JointState

from lavla.nodes.joint_state_columns import JointStateColumns


def test_any_order_and_further_joints() -> None:
    columns = JointStateColumns(['a', 'b'])
    message = JointState(name=['x', 'b', 'a'], position=[9.0, 2.0, 1.0], velocity=[9.0, 0.2, 0.1])
    positions, velocities = columns.pick(message)
    assert positions.tolist() == [1.0, 2.0]
    assert velocities.tolist() == [0.1, 0.2]


def test_velocities_that_are_not_measured_are_zero() -> None:
    _, velocities = JointStateColumns(['a']).pick(JointState(name=['a'], position=[1.0]))
    assert velocities.tolist() == [0.0]


def test_joint_states_of_another_robot_are_not_meant() -> None:
    assert JointStateColumns(['a', 'b']).pick(JointState(name=['a'], position=[1.0])) is None


def test_missing_positions_give_a_wrong_shape() -> None:
    positions, _ = JointStateColumns(['a']).pick(JointState(name=['a']))
    assert positions.shape == (0,)
