# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Why the safety gate dropped a chunk, changed a motion or holds."""

from __future__ import annotations

from enum import IntFlag


class Reason(IntFlag):
    """Bits of `reasons` in the message SafetyStatus."""

    NONE = 0
    NONFINITE = 1
    MALFORMED = 2
    STALE_OBSERVATION = 4
    STALE_CHUNK = 8
    OUT_OF_ORDER = 16
    POSITION = 32
    VELOCITY = 64
    ACCELERATION = 128
    WORKSPACE = 256
    WATCHDOG = 512
    DEADMAN = 1024
    DRIVER = 2048

    def names(self) -> list[str]:
        """Return the names of the bits that are set, lowest first."""
        return [str(bit.name) for bit in Reason if bit and bit in self]
