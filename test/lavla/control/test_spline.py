# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The curve through a chunk is faithful, smooth and has no lag."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.control.spline import UniformSpline


@pytest.mark.parametrize('rows', [1, 2, 3, 4, 20])
def test_it_goes_through_every_row(rows):
    values = np.random.default_rng(0).normal(size=(rows, 3))
    spline = UniformSpline(1.0, 0.05, values)
    times = 1.0 + 0.05 * np.arange(rows)
    np.testing.assert_allclose(spline.evaluate(times)[0], values, atol=1e-12)


def test_it_follows_a_smooth_curve_closely_up_to_its_ends():
    times = 0.05 * np.arange(20)
    spline = UniformSpline(0.0, 0.05, 0.3 * np.sin(2 * np.pi * times)[:, None])
    fine = np.linspace(0.0, 0.95, 400)
    expected = 0.3 * np.sin(2 * np.pi * fine)
    np.testing.assert_allclose(spline.evaluate(fine)[0, :, 0], expected, atol=2e-4)


def test_velocity_and_acceleration_are_its_derivatives():
    values = np.random.default_rng(1).normal(size=(8, 2))
    spline = UniformSpline(0.0, 0.1, values)
    times = np.linspace(0.02, 0.66, 50)
    step = 1e-5
    before, at, after = (spline.evaluate(times + d) for d in (-step, 0.0, step))
    np.testing.assert_allclose((after[0] - before[0]) / (2 * step), at[1], rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose((after[1] - before[1]) / (2 * step), at[2], rtol=1e-3, atol=0.5)


def test_it_stands_still_after_the_end_and_goes_straight_before_the_start():
    spline = UniformSpline(1.0, 0.1, np.array([[0.0], [1.0]]))
    late = spline.evaluate(np.array([5.0]))
    assert late[:, 0, 0].tolist() == [1.0, 0.0, 0.0]
    early = spline.evaluate(np.array([0.9]))
    np.testing.assert_allclose(early[:, 0, 0], [-1.0, 10.0, 0.0])


def test_smoothing_takes_noise_away_and_leaves_slow_motion():
    rng = np.random.default_rng(2)
    times = 0.05 * np.arange(20)
    slow = 0.3 * np.sin(2 * np.pi * 0.5 * times)[:, None]
    smooth = UniformSpline(0.0, 0.05, slow, 1.0).evaluate(times)[0]
    np.testing.assert_allclose(smooth, slow, atol=1e-3)
    noise = 0.002 * rng.normal(size=(20, 1))
    rough = UniformSpline(0.0, 0.05, noise).evaluate(times)[2]
    soft = UniformSpline(0.0, 0.05, noise, 1.0).evaluate(times)[2]
    assert np.abs(soft).mean() < 0.3 * np.abs(rough).mean()
