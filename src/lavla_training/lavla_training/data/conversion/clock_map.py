# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Bring reception times to the clock of the messages' stamps."""

from __future__ import annotations

import numpy as np


class ClockMap:
    """
    Map reception times to stamps by the joint states, which have both.

    A recorder may use another clock than the robot (system time beside simulated time, which may
    run at another speed). Messages without a stamp are brought to the robot's clock by
    interpolating between the joint states received around them.
    """

    def __init__(self, received_s: np.ndarray, stamps_s: np.ndarray) -> None:
        order = np.argsort(received_s, kind='stable')
        received, stamps = received_s[order], stamps_s[order]
        # Interpolation needs growing reception times; of several at once the last one counts.
        keep = np.append(np.diff(received) > 0, True)
        self._received, self._stamps = received[keep], stamps[keep]

    def stamps_s(self, received_s: np.ndarray | float) -> np.ndarray:
        """Return the stamps that belong to reception times; the offset stays outside the range."""
        times = np.asarray(received_s, np.float64)
        inside = np.interp(times, self._received, self._stamps)
        before = np.minimum(times - self._received[0], 0.0)
        after = np.maximum(times - self._received[-1], 0.0)
        return inside + before + after
