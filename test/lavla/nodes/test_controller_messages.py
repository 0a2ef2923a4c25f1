# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the conversion between the gate's types and messages."""

from __future__ import annotations

import numpy as np
from builtin_interfaces.msg import Time

from lavla.control import Reason, SetPoint, State, Status
from lavla.msg import ActionChunk, SafetyStatus
from lavla.nodes.controller_messages import (
    chunk_from_message,
    status_message,
    trajectory_message,
)


def test_a_chunk_is_read_row_by_row() -> None:
    message = ActionChunk(
        sequence=3,
        epoch=2,
        joint_names=['a', 'b'],
        horizon=3,
        period=0.05,
        positions=[0.0, 1.0, 2.0, 3.0, 4.0, 5.0],
    )
    message.header.stamp = Time(sec=5, nanosec=250_000_000)
    chunk = chunk_from_message(message)
    assert (chunk.stamp_s, chunk.sequence, chunk.epoch) == (5.25, 3, 2)
    assert chunk.positions.tolist() == [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]


def test_positions_that_fit_no_table_are_left_for_the_gate_to_drop() -> None:
    message = ActionChunk(joint_names=['a', 'b'], horizon=3, positions=[0.0])
    assert chunk_from_message(message).positions.ndim == 1


def test_a_set_point_starts_when_it_is_received() -> None:
    set_point = SetPoint(
        np.array([0.0166, 1.5]), np.array([[1.0], [2.0]]), np.array([[0.5], [0.0]]), None, False
    )
    message = trajectory_message(set_point, ['a'])
    assert message.header.stamp == Time()
    assert list(message.joint_names) == ['a']
    assert [list(point.positions) for point in message.points] == [[1.0], [2.0]]
    assert [list(point.velocities) for point in message.points] == [[0.5], [0.0]]
    last = message.points[1].time_from_start
    assert (last.sec, last.nanosec) == (1, 500_000_000)


def test_a_status_keeps_state_and_reasons() -> None:
    status = Status(State.HOLD, Reason.WATCHDOG | Reason.POSITION, ('a',), 0.5, 0.2, 0.3, 'text')
    message = status_message(status, 'left_arm_controller', Time(sec=1))
    assert message.state == SafetyStatus.HOLD
    assert message.reasons == SafetyStatus.WATCHDOG | SafetyStatus.POSITION
    assert (message.source, message.message) == ('left_arm_controller', 'text')
