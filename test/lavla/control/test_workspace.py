# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The tool is held at the edge of its box."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.control.motion import Motion
from lavla.control.workspace import WorkspaceGuard


@pytest.fixture
def guard(arm) -> WorkspaceGuard:
    """Return the guard of the left arm."""
    return WorkspaceGuard(arm.kinematics, arm.workspace)


def lowered(arm, amount: float) -> np.ndarray:
    """Return home with the shoulder bent forward."""
    positions = arm.home.copy()
    positions[1] += amount
    return positions


def test_rows_inside_are_left_alone(arm, guard):
    rows = np.tile(arm.home, (5, 1))
    clipped, changed = guard.clip(rows, arm.home)
    assert not changed
    np.testing.assert_array_equal(clipped, rows)


def test_rows_outside_are_held_at_the_edge(arm, guard):
    rows = np.array([lowered(arm, amount) for amount in (0.2, 0.4, 0.9, 1.2, 0.3)])
    clipped, changed = guard.clip(rows, arm.home)
    assert changed
    assert max(guard.distance_outside(row) for row in clipped) <= 1e-3
    np.testing.assert_array_equal(clipped[2], clipped[3])
    np.testing.assert_array_equal(clipped[[0, 1, 4]], rows[[0, 1, 4]])
    height = arm.kinematics.forward(clipped[3])[2, 3]
    assert arm.workspace.position_min[2] - 1e-3 <= height < arm.workspace.position_min[2] + 0.02


def test_a_tool_outside_may_come_back_but_not_go_further(arm, guard):
    outside = lowered(arm, 1.2)
    rows = np.array([lowered(arm, amount) for amount in (1.3, 1.1, 0.5)])
    clipped, _ = guard.clip(rows, outside)
    assert guard.distance_outside(clipped[0]) <= guard.distance_outside(outside)
    np.testing.assert_array_equal(clipped[1:], rows[1:])


def test_a_motion_that_ends_outside_is_refused(arm, guard):
    assert guard.allows(Motion.at_rest(arm.home, 3))
    leaving = Motion.at_rest(arm.home, 3)
    leaving.positions[-1] = lowered(arm, 1.2)
    assert not guard.allows(leaving)
