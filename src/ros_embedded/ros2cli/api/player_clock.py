# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The time of a bag that is played."""

from __future__ import annotations

import threading
import time

_NANOSECONDS = 10**9


class PlayerClock:
    """Time that runs at a rate, stands still while paused, and can be moved; thread-safe."""

    def __init__(self, rate: float = 1.0, paused: bool = False) -> None:
        """Begin at 0 ns."""
        self._changed = threading.Condition()
        self._rate = rate
        self._paused = paused
        self._time_ns = 0
        self._since_s = time.monotonic()

    @property
    def rate(self) -> float:
        """Return how many seconds of the bag pass in a second."""
        return self._rate

    @rate.setter
    def rate(self, value: float) -> None:
        with self._changed:
            self._set(self._now_ns())
            self._rate = value

    @property
    def paused(self) -> bool:
        """Return whether the time stands still."""
        return self._paused

    @paused.setter
    def paused(self, value: bool) -> None:
        with self._changed:
            self._set(self._now_ns())
            self._paused = value

    def now_ns(self) -> int:
        """Return the time in nanoseconds."""
        with self._changed:
            return self._now_ns()

    def jump(self, time_ns: int) -> None:
        """Go on from another time."""
        with self._changed:
            self._set(time_ns)

    def wake(self) -> None:
        """End a wait before its time."""
        with self._changed:
            self._changed.notify_all()

    def wait_until(self, time_ns: int, timeout_s: float) -> bool:
        """Wait for a time, at most timeout_s; return whether it has come and does not stand."""
        with self._changed:
            rest_s = (time_ns - self._now_ns()) / _NANOSECONDS / self._rate
            if self._paused or rest_s > 0:
                self._changed.wait(timeout_s if self._paused else min(rest_s, timeout_s))
            return not self._paused and self._now_ns() >= time_ns

    def _now_ns(self) -> int:
        if self._paused:
            return self._time_ns
        elapsed_s = time.monotonic() - self._since_s
        return self._time_ns + int(elapsed_s * self._rate * _NANOSECONDS)

    def _set(self, time_ns: int) -> None:
        self._time_ns = time_ns
        self._since_s = time.monotonic()
        self._changed.notify_all()
