# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the dead band of gripper commands."""

from __future__ import annotations

import numpy as np

from lavla.control import SetPoint
from lavla.nodes.command_filter import CommandFilter


def ending_at(position: float) -> SetPoint:
    """Return a set-point that ends at a position."""
    return SetPoint(np.array([0.1]), np.array([[position]]), np.zeros((1, 1)), None, False)


def test_only_changes_beyond_the_dead_band_pass() -> None:
    command_filter = CommandFilter(0.001)
    ends = [0.04, 0.0395, 0.0389, 0.0385, 0.0378]
    assert [command_filter.passes(ending_at(end)) for end in ends] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_after_a_reset_everything_passes() -> None:
    command_filter = CommandFilter(0.001)
    command_filter.passes(ending_at(0.04))
    command_filter.reset()
    assert command_filter.passes(ending_at(0.04))
