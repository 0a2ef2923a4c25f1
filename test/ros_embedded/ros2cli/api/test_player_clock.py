# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The time of a bag that is played."""

import threading

import pytest
from ros2cli.api import player_clock
from ros2cli.api.player_clock import PlayerClock


@pytest.fixture
def monotonic(monkeypatch):
    """Return a list with the time in seconds that the clock reads."""
    now = [1000.0]
    monkeypatch.setattr(player_clock.time, 'monotonic', lambda: now[0])
    return now


def test_time_runs_at_a_rate_and_stands_while_paused(monotonic):
    clock = PlayerClock(rate=2.0)
    clock.jump(50)
    monotonic[0] += 1.0
    assert clock.now_ns() == 50 + 2 * 10**9
    clock.paused = True
    monotonic[0] += 5.0
    assert clock.now_ns() == 50 + 2 * 10**9
    clock.rate = 0.5
    clock.paused = False
    monotonic[0] += 1.0
    assert clock.now_ns() == 50 + int(2.5 * 10**9)
    clock.jump(7)
    assert clock.now_ns() == 7


def test_a_wait_ends_when_the_time_has_come_unless_paused(monotonic):
    clock = PlayerClock()
    clock.jump(100)
    assert clock.wait_until(100, 0.0)
    assert not clock.wait_until(101, 0.0)
    clock.paused = True
    assert not clock.wait_until(100, 0.0)


def test_a_wait_is_ended_by_a_jump():
    clock = PlayerClock(paused=True)
    threading.Timer(0.2, clock.wake).start()
    assert not clock.wait_until(10**9, 60.0)
