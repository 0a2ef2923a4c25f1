# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the processes of a test print: `proc_output`."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from launch.actions import ExecuteLocal
from launch.events.process import ProcessIO

from launch_testing.process_lookup import NoMatchingProcessError, find_processes

_ANSI = re.compile(r'\x1b\[[0-9;?]*[ -/]*[@-~]')

Expected = str | re.Pattern[str] | Sequence[str]


class IoHandler:
    """Keep the output of every process; `proc_output[process]` are its events."""

    def __init__(self) -> None:
        """Begin with no output."""
        self._condition = threading.Condition()
        self._events: dict[ExecuteLocal, list[ProcessIO]] = {}

    def track(self, action: ExecuteLocal) -> None:
        """Make a process known before it prints something."""
        with self._condition:
            self._events.setdefault(action, [])

    def append(self, event: ProcessIO) -> None:
        """Take note of output."""
        with self._condition:
            self._events.setdefault(cast('ExecuteLocal', event.action), []).append(event)
            self._condition.notify_all()

    def __iter__(self) -> Iterator[ProcessIO]:
        """Iterate over all output."""
        return iter([event for events in self._events.values() for event in events])

    def __getitem__(self, process: ExecuteLocal | str) -> list[ProcessIO]:
        """Return the output of a process."""
        [action] = find_processes(self._events, process)
        return self._events[action]

    def processes(self) -> list[ExecuteLocal]:
        """Return the actions of all processes."""
        return list(self._events)

    def text(
        self,
        process: ExecuteLocal | str | None = None,
        cmd_args: str | Sequence[str] | None = None,
        *,
        stream: str | None = None,
        strict_proc_matching: bool = True,
    ) -> str:
        """Return what processes have printed to 'stdout', 'stderr' or, for None, to both."""
        actions = find_processes(self._events, process, cmd_args, strict_proc_matching)
        return ''.join(
            event.text.decode(errors='replace')
            for action in actions
            for event in self._events[action]
            if stream is None or (stream == 'stdout') == event.from_stdout
        )

    def assertWaitFor(
        self,
        expected_output: Expected,
        process: ExecuteLocal | str | None = None,
        cmd_args: str | Sequence[str] | None = None,
        *,
        strict_proc_matching: bool = True,
        output_filter: Callable[[str], str] | None = None,
        timeout: float = 10,
        strip_ansi_escape_sequences: bool = True,
        stream: str = 'stderr',
    ) -> None:
        """Wait until a text is printed; raise AssertionError when the time (s) is over."""
        if stream not in ('stdout', 'stderr'):
            raise ValueError(f"the stream is 'stdout' or 'stderr', got '{stream}'")

        def printed() -> str:
            try:
                text = self.text(
                    process, cmd_args, stream=stream, strict_proc_matching=strict_proc_matching
                )
            except NoMatchingProcessError:
                return ''
            text = _ANSI.sub('', text) if strip_ansi_escape_sequences else text
            return text if output_filter is None else output_filter(text)

        with self._condition:
            if not self._condition.wait_for(lambda: contains(printed(), expected_output), timeout):
                raise AssertionError(
                    f"'{expected_output}' was not printed to {stream} within {timeout:g} s; "
                    f"there is: '{printed()}'"
                )


def contains(text: str, expected: Any) -> bool:
    """Return whether a text has what is expected: a text, a pattern, or texts in this order."""
    if isinstance(expected, re.Pattern):
        return expected.search(text) is not None
    position = 0
    for part in [expected] if isinstance(expected, str) else expected:
        found = text.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return True
