# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Base class of events about the output of a process."""

from __future__ import annotations

from typing import Any

from launch.events.process.running_process_event import RunningProcessEvent


class ProcessIO(RunningProcessEvent):
    """Carry bytes that a process has printed."""

    name = 'launch.events.process.ProcessIO'

    def __init__(self, *, text: bytes, fd: int, **kwargs: Any) -> None:
        """Store the bytes and the number of the stream (1 standard output, 2 standard error)."""
        super().__init__(**kwargs)
        self.__text = text
        self.__fd = fd

    @property
    def text(self) -> bytes:
        """Return the bytes that the process has printed."""
        return self.__text

    @property
    def from_stdin(self) -> bool:
        """Whether the bytes went to the standard input."""
        return self.__fd == 0

    @property
    def from_stdout(self) -> bool:
        """Whether the bytes come from the standard output."""
        return self.__fd == 1

    @property
    def from_stderr(self) -> bool:
        """Whether the bytes come from the standard error."""
        return self.__fd == 2
