# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A stop ends at rest, in time, within the limits."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lavla.control import GateSettings
from lavla.control.motion import Motion
from lavla.control.motion_limits import MotionLimits
from lavla.control.stop import StopPlanner

unit = st.lists(st.floats(-1.0, 1.0), min_size=7, max_size=7).map(np.array)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(speed=unit, push=unit)
def test_every_state_stops(arm, speed, push):
    limits = MotionLimits.of(arm.limits, GateSettings())
    velocity, acceleration = speed * limits.velocity, push * limits.acceleration
    plan, stops = StopPlanner(limits).accelerations(velocity, acceleration, 30)
    assert stops.all()
    motion = Motion.integrate(np.zeros(7), velocity, plan, limits.period_s)
    np.testing.assert_allclose(motion.velocities[-1], 0.0, atol=1e-9)
    np.testing.assert_array_equal(motion.accelerations[0], acceleration)
    assert (np.abs(motion.accelerations) <= limits.acceleration * (1 + 1e-9)).all()
    change = np.abs(np.diff(motion.accelerations, axis=0))
    assert (change <= limits.acceleration_change * (1 + 1e-9)).all()


def test_a_stop_that_takes_longer_is_not_promised(arm):
    limits = MotionLimits.of(arm.limits, GateSettings())
    _, stops = StopPlanner(limits).accelerations(limits.velocity, np.zeros(7), 10)
    assert stops.tolist() == [False] * 5 + [True] * 2
