# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the rate limit over stamps."""

from lavla.nodes.rate_limiter import RateLimiter


def test_keeps_the_average_rate_when_frames_do_not_divide_the_period() -> None:
    limiter = RateLimiter(8.0)
    passed = sum(limiter.allows(frame * 0.05) for frame in range(200))
    assert 66 <= passed <= 81


def test_lets_every_frame_through_below_the_limit() -> None:
    limiter = RateLimiter(30.0)
    assert all(limiter.allows(frame * 0.05) for frame in range(50))


def test_starts_anew_when_time_jumps_back() -> None:
    limiter = RateLimiter(1.0)
    assert limiter.allows(1000.0)
    assert limiter.allows(3.0)


def test_reset_lets_the_next_stamp_through() -> None:
    limiter = RateLimiter(1.0)
    assert limiter.allows(1.0)
    assert not limiter.allows(1.1)
    limiter.reset()
    assert limiter.allows(1.2)
