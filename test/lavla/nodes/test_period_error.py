# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of measuring how evenly a timer runs."""

from __future__ import annotations

import pytest

from lavla.nodes.period_error import PeriodError


def test_an_even_timer_has_no_error_even_in_slow_simulation() -> None:
    error = PeriodError(0.02, window=20)
    values = [error.tick(0.02 * index, 0.04 * index) for index in range(40)]
    assert values[:9] == [None] * 9
    assert values[-1] == pytest.approx(0.0, abs=1e-9)


def test_a_late_tick_shows() -> None:
    error = PeriodError(0.02, window=100)
    for index in range(100):
        error.tick(0.02 * index, 0.02 * index)
    late = error.tick(0.02 * 100, 0.02 * 100 + 0.005)
    assert late == pytest.approx(0.005, abs=2e-4)


def test_a_pause_is_no_period() -> None:
    error = PeriodError(0.02, window=4)
    error.tick(0.0, 0.0)
    assert error.tick(0.02, 0.02) == pytest.approx(0.0)
    error.pause()
    assert error.tick(5.0, 9.0) is None
