# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the stand-in for a robot's drivers."""

from __future__ import annotations

import numpy as np
import pytest
from builtin_interfaces.msg import Duration
from rclpy.node import Node
from sensor_msgs.msg import JointState
from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint

from lavla.nodes.fake_driver import FakeDriverNode
from lavla.robots import load_robot

ROBOT = load_robot('fake')
ARM = ROBOT.arm('left')


def _positions(message: JointState) -> np.ndarray:
    assert list(message.name) == list(ROBOT.joint_names)
    return np.array(message.position)


@pytest.fixture
def driver(make_graph, wait_until):
    """Return a running driver's client, what it heard, and how to command the left arm."""
    ros = make_graph()
    client = ros.add(Node('client'))
    heard: list[JointState] = []
    client.create_subscription(JointState, 'joint_states', heard.append, 10)
    commands = client.create_publisher(JointTrajectory, ARM.trajectory_topic, 1)
    ros.add(FakeDriverNode())
    wait_until(lambda: heard and commands.get_subscription_count())
    return heard, commands


def test_joints_start_at_home_and_reach_what_they_are_sent(driver, wait_until) -> None:
    heard, commands = driver
    np.testing.assert_allclose(_positions(heard[0]), ROBOT.home)
    goal = ROBOT.home.copy()
    slots = ROBOT.joint_indices(ARM.joint_names)
    goal[slots] += 0.1
    point = JointTrajectoryPoint(
        positions=goal[slots].tolist(), time_from_start=Duration(nanosec=200_000_000)
    )
    commands.publish(JointTrajectory(joint_names=list(ARM.joint_names), points=[point]))
    wait_until(lambda: np.allclose(_positions(heard[-1]), goal))


def test_a_malformed_trajectory_moves_nothing(driver, wait_until) -> None:
    heard, commands = driver
    point = JointTrajectoryPoint(positions=[0.0], time_from_start=Duration(sec=1))
    commands.publish(JointTrajectory(joint_names=['elbow'], points=[point]))
    seen = len(heard)
    wait_until(lambda: len(heard) > seen + 50)
    np.testing.assert_allclose(_positions(heard[-1]), ROBOT.home)
