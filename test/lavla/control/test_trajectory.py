# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""References within the limits are followed without lag; others as far as the limits allow."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.control import GateSettings
from lavla.control.motion_limits import MotionLimits
from lavla.control.trajectory import TrajectoryGenerator

PERIOD_S = 1.0 / 60.0


@pytest.fixture
def generator(arm) -> TrajectoryGenerator:
    """Return a generator at home at time 0."""
    settings = GateSettings()
    return TrajectoryGenerator(MotionLimits.of(arm.limits, settings), settings, arm.home, 0.0)


def sine(arm, times: np.ndarray, amplitude: float, w: float) -> np.ndarray:
    """Return a motion that begins softly at home, (3, T, 7)."""
    phase = w * times
    value = np.stack(
        [
            amplitude * (1 - np.cos(phase)),
            amplitude * w * np.sin(phase),
            amplitude * w * w * np.cos(phase),
        ]
    )
    motion = np.repeat(value[:, :, None], 7, axis=2)
    motion[0] += arm.home
    return motion


def test_a_fast_motion_within_the_limits_is_followed_to_a_fraction_of_a_millirad(arm, generator):
    amplitude, w = 0.25, 5.0
    for step in range(300):
        now_s = step * PERIOD_S
        times = generator.reference_times(now_s)
        changes = generator.advance(now_s, sine(arm, times, amplitude, w))
        assert not changes.stopped.any()
        if step > 30:
            expected = sine(arm, times[:1], amplitude, w)[0, 0]
            np.testing.assert_allclose(generator.motion.positions[0], expected, atol=5e-4)


def test_a_step_of_the_reference_is_reached_without_passing_it(arm, generator):
    goal = arm.home + 0.4
    reference = np.zeros((3, 4, 7))
    reference[0] = goal
    passed = 0.0
    for step in range(90):
        generator.advance(step * PERIOD_S, reference)
        passed = max(passed, float((generator.motion.positions[0] - goal).max()))
    np.testing.assert_allclose(generator.motion.positions[0], goal, atol=1e-3)
    assert passed < 0.02


def test_updates_at_uneven_times_follow_as_well(arm, generator):
    rng = np.random.default_rng(0)
    now_s = 0.0
    for step in range(300):
        now_s += rng.uniform(0.2, 1.8) * PERIOD_S
        times = generator.reference_times(now_s)
        generator.advance(now_s, sine(arm, times, 0.25, 4.0))
        if step > 30:
            expected = sine(arm, times[:1], 0.25, 4.0)[0, 0]
            np.testing.assert_allclose(generator.motion.positions[0], expected, atol=2e-3)


def test_a_refused_motion_runs_the_last_one_out(arm, generator):
    for step in range(20):
        now_s = step * PERIOD_S
        generator.advance(now_s, sine(arm, generator.reference_times(now_s), 0.2, 4.0))
    end = generator.motion.positions[-1]
    for step in range(20, 60):
        reference = sine(arm, generator.reference_times(step * PERIOD_S), 0.2, 4.0)
        changes = generator.advance(step * PERIOD_S, reference, lambda motion: False)
        assert changes.refused
    np.testing.assert_array_equal(generator.motion.positions[0], end)
