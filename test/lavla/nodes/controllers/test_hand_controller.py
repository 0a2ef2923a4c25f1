# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The hand controller as its users meet it: a process on DDS."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.control import State
from lavla.robots import load_robot


@pytest.fixture
def bench(make_bench):
    hand = load_robot('panda_duo_sim').hand('right')
    return make_bench(hand.joint_names, hand.home, hand.trajectory_topic, 'hand_controller')


def test_a_gripper_closes_and_then_gets_no_more_set_points(bench, start_controller, wait_until):
    start_controller('hand_controller', side='right')
    bench.enable()
    bench.target = np.zeros(1)
    wait_until(lambda: bench.measured[0] < 0.002)
    sequence = bench.sequence
    wait_until(lambda: bench.sequence > sequence + 5)
    count = len(bench.set_points)
    wait_until(lambda: bench.sequence > sequence + 15)
    assert bench.state_is(State.ACTIVE)
    assert len(bench.set_points) <= count + 1
    assert bench.call('hold').success
    sequence = bench.sequence
    wait_until(lambda: bench.sequence > sequence + 10)
    count = len(bench.set_points)
    for _ in range(5):
        assert bench.call('hold').success
    wait_until(lambda: bench.sequence > sequence + 20)
    assert len(bench.set_points) == count, 'a resting hand needs no set-points'


def test_an_unknown_side_is_one_clear_line(start_controller):
    process = start_controller('hand_controller', side='both')
    output, _ = process.communicate(timeout=60.0)
    assert process.returncode == 1
    assert "side is 'both'" in output
