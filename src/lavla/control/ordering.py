# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Second gate: no chunk of an older instruction, and none out of order."""

from __future__ import annotations

from lavla.control.chunk import Chunk


class ChunkOrder:
    """Remember the newest epoch and sequence that were accepted."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._epoch: int | None = None
        self._sequence: int | None = None

    def objection(self, chunk: Chunk) -> str:
        """Return why a chunk comes too late, or nothing when it does not."""
        if self._epoch is None or chunk.epoch > self._epoch:
            return ''
        if chunk.epoch < self._epoch:
            return f'epoch {chunk.epoch} is over, epoch {self._epoch} runs'
        if self._sequence is not None and chunk.sequence <= self._sequence:
            return f'sequence {chunk.sequence} does not follow {self._sequence}'
        return ''

    def remember(self, chunk: Chunk) -> None:
        """Take a chunk as the newest."""
        self._epoch, self._sequence = chunk.epoch, chunk.sequence

    def restart_sequence(self) -> None:
        """Accept any sequence of the same epoch or a newer one."""
        self._sequence = None
