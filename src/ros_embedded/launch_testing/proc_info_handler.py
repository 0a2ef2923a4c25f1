# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What is known of the processes of a test: `proc_info`."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import cast

from launch.actions import ExecuteLocal
from launch.events.process import ProcessExited, ProcessStarted, RunningProcessEvent

from launch_testing.process_lookup import NoMatchingProcessError, find_processes, process_name


class ProcInfoHandler:
    """Keep the start and the end of every process; `proc_info[process].returncode`."""

    def __init__(self) -> None:
        """Begin with no process."""
        self._condition = threading.Condition()
        self._started: dict[ExecuteLocal, ProcessStarted] = {}
        self._exited: dict[ExecuteLocal, ProcessExited] = {}

    def append(self, event: RunningProcessEvent) -> None:
        """Take note of a start or an end."""
        action = cast('ExecuteLocal', event.action)
        with self._condition:
            if isinstance(event, ProcessExited):
                self._exited[action] = event
            elif isinstance(event, ProcessStarted):
                self._started[action] = event
            self._condition.notify_all()

    def __iter__(self) -> Iterator[ProcessExited]:
        """Iterate over the ends of processes."""
        return iter(list(self._exited.values()))

    def __getitem__(self, process: ExecuteLocal | str) -> ProcessExited:
        """Return the end of a process; raise KeyError while it runs."""
        [action] = find_processes(self._started, process) or [process]
        if action not in self._exited:
            raise KeyError(f"the process '{process}' has not ended")
        return self._exited[action]

    def processes(self) -> list[ExecuteLocal]:
        """Return the actions of all processes."""
        return list(self._started)

    def process_names(self) -> list[str]:
        """Return the names of all processes."""
        return [process_name(action) for action in self._started]

    def assertWaitForStartup(
        self,
        process: ExecuteLocal | str,
        cmd_args: str | Sequence[str] | None = None,
        *,
        timeout: float = 10,
    ) -> None:
        """Wait until a process runs; raise AssertionError when the time (s) is over."""
        self._wait(self._started, process, cmd_args, timeout, 'start')

    def assertWaitForShutdown(
        self,
        process: ExecuteLocal | str,
        cmd_args: str | Sequence[str] | None = None,
        *,
        timeout: float = 10,
    ) -> None:
        """Wait until a process has ended; raise AssertionError when the time (s) is over."""
        self._wait(self._exited, process, cmd_args, timeout, 'end')

    def _wait(
        self,
        reached: dict[ExecuteLocal, ProcessStarted] | dict[ExecuteLocal, ProcessExited],
        process: ExecuteLocal | str,
        cmd_args: str | Sequence[str] | None,
        timeout: float,
        what: str,
    ) -> None:
        def has_reached() -> bool:
            try:
                return bool(find_processes(reached, process, cmd_args))
            except NoMatchingProcessError:
                return False

        with self._condition:
            if not self._condition.wait_for(has_reached, timeout):
                raise AssertionError(
                    f"the process '{process}' did not {what} within {timeout:g} s; "
                    f'there are: {", ".join(self.process_names()) or "none"}'
                )
