# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The arm controller as its users meet it: a process on DDS."""

from __future__ import annotations

import signal

import numpy as np
import pytest

from lavla.control import Reason, State
from lavla.robots import load_robot


@pytest.fixture(scope='module')
def arm():
    return load_robot('panda_duo_sim').arm('left')


@pytest.fixture
def bench(arm, make_bench):
    return make_bench(arm.joint_names, arm.home, arm.trajectory_topic, 'arm_controller')


@pytest.fixture
def moving(arm, bench, start_controller, wait_until):
    """Return the process of a controller whose arm is on its way."""
    process = start_controller('arm_controller', side='left')
    bench.enable()
    bench.target = arm.home + 0.8
    wait_until(lambda: bench.measured[0] > arm.home[0] + 0.02)
    assert bench.state_is(State.ACTIVE)
    return process


def speed_at_the_end(set_point) -> float:
    return max(abs(value) for value in set_point.points[-1].velocities)


def rests_at_the_end(bench) -> bool:
    last = bench.set_points[-1]
    arrived = np.allclose(bench.measured, last.points[-1].positions, atol=1e-9)
    return arrived and speed_at_the_end(last) == 0.0


def test_set_points_have_positions_velocities_and_increasing_times(arm, bench, moving):
    set_point = bench.set_points[-1]
    assert list(set_point.joint_names) == list(arm.joint_names)
    assert (set_point.header.stamp.sec, set_point.header.stamp.nanosec) == (0, 0)
    times = [p.time_from_start.sec + 1e-9 * p.time_from_start.nanosec for p in set_point.points]
    assert times[0] > 0.0
    assert (np.diff(times) > 0.0).all()
    assert 0.3 < times[-1] < 0.5
    assert speed_at_the_end(set_point) == 0.0


def test_bad_chunks_are_dropped_told_and_move_nothing(arm, bench, start_controller, wait_until):
    start_controller('arm_controller', side='left')
    bench.enable()
    wait_until(lambda: bench.state_is(State.READY))
    bad = {
        Reason.NONFINITE: {'positions': np.full((20, 7), np.nan)},
        Reason.MALFORMED: {'joint_names': [f'wrong_{index}' for index in range(7)]},
        Reason.STALE_CHUNK: {'stamp_s': 5.0},
    }
    for reason, changes in bad.items():
        bench.send_chunk(**changes)
        wait_until(lambda reason=reason: bench.has_told(reason))
    assert not bench.set_points
    np.testing.assert_array_equal(bench.measured, arm.home)
    bench.send_chunk()
    wait_until(lambda: bench.state_is(State.ACTIVE))
    bench.send_chunk(sequence=1)
    wait_until(lambda: bench.has_told(Reason.OUT_OF_ORDER))
    assert bench.statuses[-1].source == 'arm_controller'


def test_a_silent_policy_ends_in_a_hold(bench, moving, wait_until):
    bench.target = None
    wait_until(lambda: bench.state_is(State.HOLD))
    assert bench.has_told(Reason.STALE_CHUNK)
    wait_until(lambda: rests_at_the_end(bench))


def test_the_e_stop_latches_until_reset(bench, moving, wait_until):
    assert bench.e_stop(True).success
    wait_until(lambda: bench.state_is(State.ESTOP))
    assert not bench.call('enable').success
    assert not bench.call('reset').success
    assert bench.e_stop(False).success
    assert 'reset' in bench.call('enable').message
    assert bench.state_is(State.ESTOP)
    assert bench.call('reset').success
    wait_until(lambda: bench.state_is(State.DISABLED))
    bench.enable()
    wait_until(lambda: bench.state_is(State.ACTIVE))


def test_hold_stays_although_chunks_go_on(bench, moving, wait_until):
    assert bench.call('hold').success
    sequence = bench.sequence
    wait_until(lambda: bench.sequence > sequence + 10)
    assert bench.state_is(State.HOLD)
    count = len(bench.set_points)
    wait_until(lambda: bench.sequence > sequence + 20)
    for _ in range(5):
        assert bench.call('hold').success
    wait_until(lambda: bench.sequence > sequence + 25)
    assert len(bench.set_points) == count, 'a resting arm needs no set-points'


def test_an_interrupt_brings_the_arm_to_rest_and_ends_the_process(bench, moving, wait_until):
    moving.send_signal(signal.SIGINT)
    output, _ = moving.communicate(timeout=20.0)
    assert moving.returncode == 0, output
    assert 'HOLD' in output
    assert 'Traceback' not in output
    wait_until(lambda: rests_at_the_end(bench))


def test_a_dry_run_sends_nothing(arm, bench, start_controller, wait_until):
    start_controller('arm_controller', side='left', dry_run='true', auto_enable='true')
    bench.target = arm.home + 0.3
    wait_until(lambda: bench.state_is(State.ACTIVE))
    sequence = bench.sequence
    wait_until(lambda: bench.sequence > sequence + 5)
    assert not bench.set_points


@pytest.mark.parametrize(
    ('parameters', 'expected'),
    [
        ({'robot': 'no_such_robot'}, 'no_such_robot'),
        ({'side': 'middle'}, "side is 'middle'; it must be one of: left, right"),
        ({'horizon_s': 0.15}, 'horizon_s 0.15 is too short'),
        ({'speed_scale': 3.0}, 'speed_scale'),
    ],
)
def test_a_wrong_parameter_is_one_clear_line(start_controller, parameters, expected):
    process = start_controller('arm_controller', **parameters)
    output, _ = process.communicate(timeout=60.0)
    assert process.returncode == 1
    lines = [line for line in output.splitlines() if line.strip()]
    assert len(lines) == 1
    assert expected in lines[0]
