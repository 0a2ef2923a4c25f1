# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Assert what processes have printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from launch.actions import ExecuteLocal

from launch_testing.io_handler import IoHandler, contains


def _make_assertion(stream: str) -> Callable[..., None]:
    def check(
        proc_output: IoHandler,
        expected_output: Any,
        process: ExecuteLocal | str | None,
        cmd_args: str | Sequence[str] | None = None,
        *,
        output_filter: Callable[[str], str] | None = None,
        strict_proc_matching: bool = True,
    ) -> None:
        text = proc_output.text(
            process, cmd_args, stream=stream, strict_proc_matching=strict_proc_matching
        )
        text = text if output_filter is None else output_filter(text)
        if not contains(text, expected_output):
            raise AssertionError(f"'{expected_output}' is not in what was printed: '{text}'")

    check.__doc__ = f'Raise AssertionError unless a text is in the {stream} of a process.'
    return check


assertInStdout = _make_assertion('stdout')
assertInStderr = _make_assertion('stderr')
