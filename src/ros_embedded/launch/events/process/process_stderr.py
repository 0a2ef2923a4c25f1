# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The event that a process has printed to its standard error."""

from __future__ import annotations

from typing import Any

from launch.events.process.process_io import ProcessIO


class ProcessStderr(ProcessIO):
    """Carry bytes from the standard error."""

    name = 'launch.events.process.ProcessStderr'

    def __init__(self, *, text: bytes, **kwargs: Any) -> None:
        """Store the bytes."""
        super().__init__(text=text, fd=2, **kwargs)
