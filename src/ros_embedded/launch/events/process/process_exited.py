# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The event that a process has ended."""

from __future__ import annotations

from typing import Any

from launch.events.process.running_process_event import RunningProcessEvent


class ProcessExited(RunningProcessEvent):
    """Announce that a process has ended."""

    name = 'launch.events.process.ProcessExited'

    def __init__(self, *, returncode: int, **kwargs: Any) -> None:
        """Store the exit code; minus the signal's number for a process that a signal ended."""
        super().__init__(**kwargs)
        self.__returncode = returncode

    @property
    def returncode(self) -> int:
        """Return the exit code."""
        return self.__returncode
