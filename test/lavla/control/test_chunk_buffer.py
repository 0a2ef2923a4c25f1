# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The buffer keeps what matters and nothing else."""

from __future__ import annotations

import numpy as np

from lavla.control import GateSettings
from lavla.control.blending import make_blender
from lavla.control.chunk_buffer import LAYERS_MAX, BufferedChunk, ChunkBuffer
from lavla.control.spline import UniformSpline


def buffered(begin_s: float, value: float) -> BufferedChunk:
    """Return a chunk that stands still at a value."""
    spline = UniformSpline(begin_s, 0.05, np.full((20, 1), value))
    return BufferedChunk(begin_s, begin_s, begin_s, spline)


def value(buffer: ChunkBuffer, time_s: float) -> float:
    """Return the reference's position at a time."""
    return float(buffer.reference(np.array([time_s]))[0, 0, 0])


def test_an_old_chunk_is_forgotten_after_the_change_over():
    buffer = ChunkBuffer(make_blender(GateSettings(blend_s=0.1)))
    buffer.add(buffered(0.0, 0.0))
    buffer.add(buffered(1.0, 1.0))
    assert value(buffer, 1.0) == 0.0
    assert 0.0 < value(buffer, 1.05) < 1.0
    assert value(buffer, 1.1) == 1.0
    buffer.keep_newest()
    assert value(buffer, 1.0) == 1.0


def test_a_burst_within_one_period_counts_as_its_last_chunk():
    buffer = ChunkBuffer(make_blender(GateSettings()))
    for number in range(5):
        buffer.add(buffered(1.0, float(number)))
    assert value(buffer, 1.0) == 4.0


def test_a_flood_of_chunks_does_not_grow_without_bound():
    buffer = ChunkBuffer(make_blender(GateSettings()))
    for number in range(1000):
        buffer.add(buffered(1e-4 * number, float(number)))
    assert len(buffer._chunks) == LAYERS_MAX


def test_empty_after_clear():
    buffer = ChunkBuffer(make_blender(GateSettings()))
    buffer.add(buffered(1.0, 1.0))
    buffer.clear()
    assert buffer.newest is None
