# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Which set-points of a gripper are worth sending."""

from __future__ import annotations

import numpy as np

from lavla.control import SetPoint


class CommandFilter:
    """
    Let a set-point through only when its end differs from the last one sent.

    Grippers take commands through slow interfaces and act on every one of them; the dead band
    keeps a noisy policy from sending one at every tick.
    """

    def __init__(self, dead_band: float) -> None:
        """Set the smallest change that is sent, in the joints' unit."""
        self._dead_band = dead_band
        self._sent: np.ndarray | None = None

    def passes(self, set_point: SetPoint) -> bool:
        """Return whether to send a set-point, and remember it if so."""
        end = set_point.positions[-1]
        if self._sent is not None and np.abs(end - self._sent).max() <= self._dead_band:
            return False
        self._sent = end
        return True

    def reset(self) -> None:
        """Let the next set-point through."""
        self._sent = None
