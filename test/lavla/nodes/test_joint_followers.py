# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of a robot's joints that follow trajectories group by group."""

from __future__ import annotations

import numpy as np
import pytest
from builtin_interfaces.msg import Duration
from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint

from lavla.control.trajectory_player import TrajectoryError
from lavla.nodes.joint_followers import JointFollowers
from lavla.robots import load_robot

ROBOT = load_robot('panda_duo_sim')
HAND = ROBOT.hand('right')


@pytest.fixture
def followers() -> JointFollowers:
    followers = JointFollowers(ROBOT)
    followers.hold(ROBOT.home)
    return followers


def test_there_is_a_topic_for_every_arm_and_hand(followers: JointFollowers) -> None:
    assert set(followers.topics) == {part.trajectory_topic for part in ROBOT.parts}


def test_only_the_group_of_the_topic_moves(followers: JointFollowers) -> None:
    point = JointTrajectoryPoint(positions=[0.01], time_from_start=Duration(sec=1))
    message = JointTrajectory(joint_names=list(HAND.joint_names), points=[point])
    followers.follow(HAND.trajectory_topic, message, 10.0)
    positions, velocities = followers.sample(10.5)
    slot = ROBOT.joint_indices(HAND.joint_names)
    halfway = (ROBOT.home[slot] + 0.01) / 2
    np.testing.assert_allclose(positions[slot], halfway)
    np.testing.assert_allclose(velocities[slot], 0.01 - ROBOT.home[slot])
    others = np.delete(np.arange(len(ROBOT.joint_names)), slot)
    np.testing.assert_array_equal(positions[others], ROBOT.home[others])
    np.testing.assert_array_equal(velocities[others], 0.0)


def test_a_malformed_message_moves_nothing(followers: JointFollowers) -> None:
    point = JointTrajectoryPoint(positions=[0.0], time_from_start=Duration(sec=1))
    message = JointTrajectory(joint_names=['elbow'], points=[point])
    with pytest.raises(TrajectoryError, match='joint names'):
        followers.follow(HAND.trajectory_topic, message, 10.0)
    np.testing.assert_array_equal(followers.sample(11.0)[0], ROBOT.home)
