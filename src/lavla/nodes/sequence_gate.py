# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The epoch and sequence rule that every consumer of the policy's messages follows."""

from __future__ import annotations


class SequenceGate:
    """Accept messages of the newest epoch only, each newer than the one before."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._newest: tuple[int, int] | None = None

    @property
    def epoch(self) -> int | None:
        """Return the newest epoch seen."""
        return None if self._newest is None else self._newest[0]

    def accepts(self, epoch: int, sequence: int) -> bool:
        """Return whether a message is newer than all accepted ones, and remember it if so."""
        if self._newest is not None and (epoch, sequence) <= self._newest:
            return False
        self._newest = (epoch, sequence)
        return True


class SequenceCounter:
    """
    Number messages so that the numbers also grow over a restart of the process.

    The first number is the clock in whole milliseconds, and messages come at far less than
    1000 Hz, so a later start always begins above the last number used.
    """

    def __init__(self) -> None:
        """Begin with no number given."""
        self._last = 0

    def next(self, now_s: float) -> int:
        """Return the next number; now_s is the node's clock in seconds."""
        self._last = self._last + 1 if self._last else max(1, int(now_s * 1000.0))
        return self._last


def next_epoch(previous: int, now_s: float) -> int:
    """Return the epoch of a new instruction: it grows, also over a restart of the process."""
    return max(previous + 1, int(now_s))
