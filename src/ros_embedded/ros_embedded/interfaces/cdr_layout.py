# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What is known about the current offset while code for a message is generated."""

from __future__ import annotations


class Layout:
    """
    Offset in the stream as far as it is known: ``offset % modulus == remainder``.

    CDR aligns each primitive to its own size, counted from the end of the header.
    """

    def __init__(self, modulus: int = 8, remainder: int = 0) -> None:
        """Start at a known position; modulus 1 means that nothing is known."""
        self.modulus = modulus
        self.remainder = remainder

    def padding(self, alignment: int) -> int | None:
        """Return how many bytes aligning takes, or None when only the running code can tell."""
        if self.modulus % alignment:
            return None
        return -self.remainder % alignment

    def advance(self, size: int) -> None:
        """Move on by a known number of bytes."""
        self.remainder = (self.remainder + size) % self.modulus

    def aligned(self, alignment: int) -> None:
        """Note that the offset is now a multiple of the alignment, and nothing else."""
        self.modulus, self.remainder = alignment, 0

    def unknown(self) -> None:
        """Note that nothing is known about the offset."""
        self.modulus, self.remainder = 1, 0
