# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""How evenly a timer runs."""

from __future__ import annotations

from collections import deque


class PeriodError:
    """
    Compare the wall time between ticks with what it should be.

    In simulation the wall time of a period depends on how fast simulation time runs; that factor
    is taken from the ticks of the last window.
    """

    def __init__(self, period_s: float, window: int = 120) -> None:
        """Set the nominal period in seconds of the node's clock."""
        self._period_s = period_s
        self._fewest = max(2, window // 2)
        self._ticks: deque[tuple[float, float]] = deque(maxlen=window)

    def tick(self, ros_s: float, wall_s: float) -> float | None:
        """Return the error of the period that ends now, in seconds of wall time, or None."""
        ticks = self._ticks
        if ticks and ros_s <= ticks[-1][0]:
            ticks.clear()
        ticks.append((ros_s, wall_s))
        if len(ticks) < self._fewest:
            return None
        wall_per_ros = (wall_s - ticks[0][1]) / (ros_s - ticks[0][0])
        return abs(wall_s - ticks[-2][1] - self._period_s * wall_per_ros)

    def pause(self) -> None:
        """Forget the last tick: the next period is not one."""
        self._ticks.clear()
