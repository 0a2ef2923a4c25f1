# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The chunks in execution, and the one reference they make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lavla.control.blending import Blender, Layer
from lavla.control.spline import UniformSpline

LAYERS_MAX = 12


@dataclass(frozen=True, eq=False)
class BufferedChunk:
    """
    An accepted chunk.

    :param stamp_s: time of its observation.
    :param received_s: when it arrived.
    :param begin_s: the first time that it may change, just after what is already committed.
    :param spline: the curve through its rows.
    """

    stamp_s: float
    received_s: float
    begin_s: float
    spline: UniformSpline


class ChunkBuffer:
    """Keep the accepted chunks as long as they matter."""

    def __init__(self, blender: Blender) -> None:
        """Begin empty."""
        self._blender = blender
        self._chunks: list[BufferedChunk] = []

    @property
    def newest(self) -> BufferedChunk | None:
        """Return the chunk that was accepted last."""
        return self._chunks[-1] if self._chunks else None

    def clear(self) -> None:
        """Forget all chunks."""
        self._chunks.clear()

    def keep_newest(self) -> None:
        """Forget all but the newest chunk, for a motion that begins anew."""
        del self._chunks[:-1]

    def add(self, chunk: BufferedChunk) -> None:
        """
        Append a chunk.

        One that would begin at the same time is replaced: it has not moved anything yet.
        """
        if self._chunks and self._chunks[-1].begin_s >= chunk.begin_s:
            self._chunks.pop()
        self._chunks.append(chunk)
        del self._chunks[:-LAYERS_MAX]

    def reference(self, times_s: np.ndarray) -> np.ndarray:
        """
        Return position, velocity and acceleration at times (T,), as (3, T, n).

        Chunks that no longer matter at the first of the times are forgotten.
        """
        memory_s = self._blender.memory_s()
        while len(self._chunks) > 1 and self._chunks[1].begin_s + memory_s <= times_s[0]:
            del self._chunks[0]
        layers = [Layer(chunk.begin_s, chunk.spline.evaluate(times_s)) for chunk in self._chunks]
        return self._blender.join(layers, times_s)
