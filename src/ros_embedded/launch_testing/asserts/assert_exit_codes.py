# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Assert how processes have ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from launch.actions import ExecuteLocal

from launch_testing.proc_info_handler import ProcInfoHandler
from launch_testing.process_lookup import find_processes, process_name

EXIT_OK = 0
EXIT_FORCED = 1
EXIT_SIGINT = 130
EXIT_SIGQUIT = 131
EXIT_SIGKILL = 137
EXIT_SEGV = 139


def assertExitCodes(
    proc_info: ProcInfoHandler,
    allowable_exit_codes: Iterable[int] = (EXIT_OK,),
    process: ExecuteLocal | str | None = None,
    cmd_args: str | Sequence[str] | None = None,
    *,
    strict_proc_matching: bool = True,
) -> None:
    """Raise AssertionError unless the processes, all for None, ended with one of the codes."""
    allowed = list(allowable_exit_codes)
    for action in find_processes(proc_info.processes(), process, cmd_args, strict_proc_matching):
        returncode = proc_info[action].returncode
        if returncode not in allowed:
            raise AssertionError(
                f'{process_name(action)} ended with exit code {returncode}, allowed: {allowed}'
            )
