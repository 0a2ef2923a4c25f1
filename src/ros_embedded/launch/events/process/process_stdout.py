# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The event that a process has printed to its standard output."""

from __future__ import annotations

from typing import Any

from launch.events.process.process_io import ProcessIO


class ProcessStdout(ProcessIO):
    """Carry bytes from the standard output."""

    name = 'launch.events.process.ProcessStdout'

    def __init__(self, *, text: bytes, **kwargs: Any) -> None:
        """Store the bytes."""
        super().__init__(text=text, fd=1, **kwargs)
