# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""When measurement and policy are too old to move on."""

from __future__ import annotations

import numpy as np
import pytest

from lavla.control import GateSettings, Reason
from lavla.control.chunk_buffer import BufferedChunk
from lavla.control.gate.freshness import chunk_staleness, observation_staleness
from lavla.control.gate.joint_observation import JointObservation
from lavla.control.spline import UniformSpline


def chunk(stamp_s: float, received_s: float, rows: int = 20) -> BufferedChunk:
    """Return a chunk of rows every 50 ms."""
    spline = UniformSpline(stamp_s + 0.05, 0.05, np.zeros((rows, 1)))
    return BufferedChunk(stamp_s, received_s, received_s, spline)


@pytest.mark.parametrize(
    ('stamp_s', 'received_s', 'reason'),
    [
        (9.95, 9.95, Reason.NONE),
        (9.80, 9.95, Reason.STALE_OBSERVATION),
        (9.85, 9.85, Reason.WATCHDOG),
    ],
)
def test_joint_states(stamp_s, received_s, reason):
    observation = JointObservation(np.zeros(1), np.zeros(1), stamp_s, received_s)
    assert observation_staleness(observation, 10.0, GateSettings()).reason is reason


def test_the_age_of_a_chunk_counts_from_its_reception_by_default():
    slow = chunk(9.55, 9.75)
    assert chunk_staleness(slow, 10.0, GateSettings()).reason is Reason.NONE
    strict = GateSettings(chunk_age_from='observation')
    assert chunk_staleness(slow, 10.0, strict).reason is Reason.STALE_CHUNK
    assert chunk_staleness(slow, 10.06, GateSettings()).reason is Reason.STALE_CHUNK


def test_a_chunk_is_stale_at_its_last_row():
    short = chunk(9.9, 9.95, rows=2)
    assert chunk_staleness(short, 9.99, GateSettings()).reason is Reason.NONE
    assert 'at its end' in chunk_staleness(short, 10.001, GateSettings()).message


def test_nothing_yet_is_stale():
    assert observation_staleness(None, 0.0, GateSettings()).reason is Reason.STALE_OBSERVATION
    assert chunk_staleness(None, 0.0, GateSettings()).reason is Reason.STALE_CHUNK
