# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Rate limit over message stamps."""

from __future__ import annotations


class RateLimiter:
    """Let at most rate_hz stamps per second through, evenly on average."""

    def __init__(self, rate_hz: float) -> None:
        """Set the rate in hertz of the clock that the stamps come from."""
        self._period_s = 1.0 / rate_hz
        self._due_s: float | None = None

    def reset(self) -> None:
        """Let the next stamp through."""
        self._due_s = None

    def allows(self, stamp_s: float) -> bool:
        """Return whether the observation at stamp_s may be used, and count it if so."""
        if self._due_s is None or stamp_s < self._due_s - 2.0 * self._period_s:
            self._due_s = stamp_s
        if stamp_s < self._due_s - 1e-6:
            return False
        self._due_s = max(self._due_s + self._period_s, stamp_s)
        return True
