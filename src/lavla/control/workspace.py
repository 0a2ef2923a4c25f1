# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Keep the tool inside the arm's box."""

from __future__ import annotations

import numpy as np

from lavla.control.motion import Motion
from lavla.robots import SerialChain, Workspace

# How far, in metres, rounding and the curve between checked points may carry the tool outside.
TOLERANCE_M = 1e-3
BISECTIONS = 6


class WorkspaceGuard:
    """
    Bound the tool position to a box.

    A tool that is already outside may move, but not further out.
    """

    def __init__(self, kinematics: SerialChain, workspace: Workspace) -> None:
        """Prepare for one arm."""
        self._kinematics = kinematics
        self._low = workspace.position_min
        self._high = workspace.position_max

    def distance_outside(self, positions: np.ndarray) -> float:
        """Return how far the tool is outside the box at joint positions (n,), in metres."""
        tool = self._kinematics.forward(positions)[:3, 3]
        return float(
            np.linalg.norm(np.maximum(np.maximum(self._low - tool, tool - self._high), 0))
        )

    def clip(self, rows: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, bool]:
        """
        Hold the arm at the edge of the box while a chunk would leave it.

        :param rows: joint targets, (H, n).
        :param start: joint positions before the first row, (n,).
        :return: rows within the box, and whether any was changed.
        """
        allowed = max(self.distance_outside(start), TOLERANCE_M)
        clipped = rows.copy()
        last, changed, leaving = start, False, True
        for index, row in enumerate(rows):
            outside = self.distance_outside(row)
            if outside <= allowed:
                allowed = max(min(allowed, outside), TOLERANCE_M)
                last, leaving = row, True
                continue
            if leaving:
                last, leaving = self._edge(last, row, allowed), False
            clipped[index], changed = last, True
        return clipped, changed

    def allows(self, motion: Motion) -> bool:
        """Tell whether a motion that ends in a stop keeps the tool inside, or brings it back."""
        outside = self.distance_outside(motion.positions[-1])
        if outside <= 2.0 * TOLERANCE_M:
            return True
        return outside <= self.distance_outside(motion.positions[0]) + 1e-9

    def _edge(self, inside: np.ndarray, outside: np.ndarray, allowed: float) -> np.ndarray:
        """Return the last point of the straight line between two rows that is allowed."""
        low, high = 0.0, 1.0
        for _ in range(BISECTIONS):
            middle = 0.5 * (low + high)
            point = inside + middle * (outside - inside)
            if self.distance_outside(point) <= allowed:
                low = middle
            else:
                high = middle
        return inside + low * (outside - inside)
