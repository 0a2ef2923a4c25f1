# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Joints that are held and rest get no set-point, whatever is asked of the gate."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lavla.control import State

fractions = st.floats(0.0, 1.0)
requests = st.sampled_from(['hold', 'e_stop', 'release', 'chunk', 'nothing'])
# Updates may come early, late and in bunches; none is so late that the clock seems to leap.
waits_in_periods = st.floats(0.2, 3.0)
parts = pytest.mark.parametrize('make', ['make_rig', 'make_hand_rig'], ids=['arm', 'hand'])


def ask(rig: Any, request: str, goal: np.ndarray) -> None:
    """Ask for something that starts no motion in a gate that is held."""
    if request == 'hold':
        rig.gate.hold()
    elif request == 'chunk':
        rig.offer(goal)
    elif request != 'nothing':
        rig.gate.e_stop(request == 'e_stop')


def move(rig: Any, goal: float, moving_s: float) -> np.ndarray:
    """Set the joints moving to a place between their limits, and return it."""
    limits = rig.arm.limits
    target = limits.position_min + goal * (limits.position_max - limits.position_min)
    rig.gate.enable()
    rig.run(moving_s, chunk_every_s=0.08, target=target)
    return target


@parts
@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    goal=fractions,
    moving_s=st.floats(0.05, 0.8),
    first=st.sampled_from(['hold', 'e_stop']),
    asked=st.lists(st.tuples(requests, waits_in_periods), min_size=1, max_size=40),
)
def test_held_joints_rest_by_the_end_of_what_was_sent_and_get_nothing_more(
    request, make, goal, moving_s, first, asked
):
    rig = request.getfixturevalue(make)()
    target = move(rig, goal, moving_s)
    rests_at_s = rig.now_s + rig.gate.settings.horizon_s + rig.gate.settings.period_s
    ask(rig, first, target)
    while rig.now_s < rests_at_s:
        rig.step()
    held = rig.robot.state(rig.now_s)[0]
    for what, periods in asked:
        ask(rig, what, target)
        assert rig.step(periods * rig.gate.settings.period_s) is None
        np.testing.assert_allclose(rig.robot.state(rig.now_s)[0], held, atol=1e-12)


@parts
@settings(max_examples=40, deadline=None, derandomize=True)
@given(goal=fractions, moving_s=st.floats(0.05, 0.8), holds=st.integers(1, 5))
def test_joints_that_rest_since_the_policy_fell_silent_get_nothing_when_held(
    request, make, goal, moving_s, holds
):
    rig = request.getfixturevalue(make)()
    move(rig, goal, moving_s)
    rig.run(1.0)
    assert rig.gate.state is State.HOLD
    for _ in range(holds):
        rig.gate.hold()
        assert rig.step() is None


@parts
@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    goal=fractions, moving_s=st.floats(0.05, 0.8), waits=st.lists(waits_in_periods, max_size=30)
)
def test_repeated_holds_of_moving_joints_end_where_the_first_one_said(
    request, make, goal, moving_s, waits
):
    rig = request.getfixturevalue(make)()
    move(rig, goal, moving_s)
    rig.gate.hold()
    first = rig.step()
    end = rig.robot.state(rig.now_s)[0] if first is None else first.positions[-1]
    for periods in waits:
        rig.gate.hold()
        rig.step(periods * rig.gate.settings.period_s)
    rig.run(rig.gate.settings.horizon_s)
    assert rig.speed() < 1e-9
    np.testing.assert_allclose(rig.robot.state(rig.now_s)[0], end, atol=1e-9)


@parts
def test_a_reset_gate_sends_nothing_although_its_joints_still_move(request, make):
    rig = request.getfixturevalue(make)()
    move(rig, 0.5, 0.3)
    assert rig.speed() > 0.0
    rig.gate.reset()
    for _ in range(60):
        assert rig.step() is None
    assert rig.speed() < 1e-9


@parts
def test_a_resting_hold_goes_on_from_where_it_was_held(request, make):
    rig = request.getfixturevalue(make)()
    target = move(rig, 0.4, 0.3)
    rig.gate.hold()
    rig.run(1.0)
    rig.gate.hold()
    held = rig.robot.state(rig.now_s)[0]
    rig.gate.enable()
    rig.offer(target)
    set_point = rig.step()
    assert rig.gate.state is State.ACTIVE
    np.testing.assert_allclose(set_point.positions[0], held, atol=0.01)
