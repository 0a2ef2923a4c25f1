# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Find processes by their action, or by a part of their name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from launch.actions import ExecuteLocal


class NoMatchingProcessError(AssertionError):
    """Say that no process, or more than one, is meant."""


def find_processes(
    actions: Iterable[ExecuteLocal],
    process: ExecuteLocal | str | None = None,
    cmd_args: str | Sequence[str] | None = None,
    strict_proc_matching: bool = True,
) -> list[ExecuteLocal]:
    """
    Return the processes that are meant, all of them for None.

    :param process: an action, or a part of a name.
    :param cmd_args: arguments that must be on the command line.
    :param strict_proc_matching: a part of a name may not stand for several processes.
    :raises NoMatchingProcessError: when there is none, or there are several.
    """
    known = list(actions)
    if process is None:
        return known
    if not isinstance(process, str):
        return [action for action in known if action is process]
    found = [action for action in known if process in process_name(action)]
    if cmd_args is not None:
        wanted = [cmd_args] if isinstance(cmd_args, str) else list(cmd_args)
        found = [action for action in found if all(one in command(action) for one in wanted)]
    names = ', '.join(map(process_name, known)) or 'none'
    if not found:
        raise NoMatchingProcessError(f"no process '{process}'; there are: {names}")
    if strict_proc_matching and len(found) > 1:
        raise NoMatchingProcessError(f"several processes '{process}'; there are: {names}")
    return found


def process_name(action: ExecuteLocal) -> str:
    """Return the unique name of a process, such as 'talker-1'."""
    details = action.process_details
    return '' if details is None else details['name']


def command(action: ExecuteLocal) -> list[str]:
    """Return the command line of a process."""
    details = action.process_details
    return [] if details is None else details['cmd']
