# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Joint limits check themselves."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.robots import JointLimits, RobotError


def _limits(**changes: object) -> JointLimits:
    values: dict[str, object] = {
        'position_min': [-1.0, -2.0],
        'position_max': [1.0, 2.0],
        'velocity': [1.0, 1.0],
        'acceleration': [2.0, 2.0],
        'jerk': [3.0, 3.0],
    }
    return JointLimits(('a', 'b'), **{**values, **changes})  # type: ignore[arg-type]


def test_clip_and_contains() -> None:
    limits = _limits()
    assert limits.contains(np.array([1.0, -2.0]))
    assert not limits.contains(np.array([1.1, 0.0]))
    np.testing.assert_array_equal(limits.clip(np.array([[3.0, -3.0]])), [[1.0, -2.0]])


def test_arrays_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match='read-only'):
        _limits().velocity[0] = 5.0


@pytest.mark.parametrize(
    ('changes', 'message'),
    [
        ({'velocity': [1.0]}, 'velocity: expected 2 numbers'),
        ({'jerk': [1.0, np.inf]}, 'jerk: every number must be finite'),
        ({'acceleration': [0.0, 1.0]}, 'acceleration: every number must be positive'),
        ({'position_min': [-1.0, 2.0]}, 'position_min: b: 2.0 is not below'),
    ],
)
def test_mistakes_are_named(changes: dict[str, object], message: str) -> None:
    with pytest.raises(RobotError, match=message):
        _limits(**changes)
