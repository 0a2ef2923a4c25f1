# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the as-of lookup of joint positions."""

import numpy as np
import pytest
from sensor_msgs.msg import JointState

from lavla.nodes.joint_state_buffer import JointStateBuffer, JointStateError
from lavla.nodes.ros_time import stamp


def joint_state(time_s, names, positions):
    message = JointState(name=list(names), position=[float(p) for p in positions])
    message.header.stamp = stamp(time_s)
    return message


def test_returns_the_newest_state_not_after_the_stamp_in_the_order_asked_for() -> None:
    buffer = JointStateBuffer(('b', 'a'))
    for step in range(10):
        buffer.store(joint_state(1.0 + 0.01 * step, ('a', 'b'), (step, 10 + step)))
    np.testing.assert_array_equal(buffer.as_of(1.045, 0.05), [14.0, 4.0])


def test_joins_the_joints_of_several_publishers() -> None:
    buffer = JointStateBuffer(('arm', 'finger'))
    buffer.store(joint_state(1.0, ('arm', 'other'), (0.5, 9.0)))
    buffer.store(joint_state(0.99, ('finger',), (0.04,)))
    np.testing.assert_array_equal(buffer.as_of(1.01, 0.05), [0.5, 0.04])


def test_refuses_states_that_are_too_old() -> None:
    buffer = JointStateBuffer(('a',))
    buffer.store(joint_state(1.0, ('a',), (0.1,)))
    with pytest.raises(JointStateError, match=r'0\.200 s older than the image \(limit 0\.050 s\)'):
        buffer.as_of(1.2, 0.05)


def test_names_the_joints_that_nobody_publishes() -> None:
    buffer = JointStateBuffer(('a', 'missing_joint'))
    buffer.store(joint_state(1.0, ('a',), (0.1,)))
    with pytest.raises(JointStateError, match='missing_joint'):
        buffer.as_of(1.0, 0.05)


def test_refuses_a_time_before_the_first_state() -> None:
    buffer = JointStateBuffer(('a',))
    buffer.store(joint_state(2.0, ('a',), (0.1,)))
    with pytest.raises(JointStateError, match='begin after'):
        buffer.as_of(1.0, 0.05)


def test_forgets_the_future_when_the_clock_jumps_back() -> None:
    buffer = JointStateBuffer(('a',))
    buffer.store(joint_state(100.0, ('a',), (0.1,)))
    buffer.store(joint_state(1.0, ('a',), (0.2,)))
    np.testing.assert_array_equal(buffer.as_of(1.0, 0.05), [0.2])
