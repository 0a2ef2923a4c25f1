# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Matchers of processes for targeted events."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from launch.actions import ExecuteLocal


def matches_pid(pid: int) -> Callable[[ExecuteLocal], bool]:
    """Return a matcher of the process with that id."""
    return lambda action: (action.process_details or {}).get('pid') == pid


def matches_name(name: str) -> Callable[[ExecuteLocal], bool]:
    """Return a matcher of the process with that unique name, such as 'talker-1'."""
    return lambda action: (action.process_details or {}).get('name') == name


def matches_executable(executable: str) -> Callable[[ExecuteLocal], bool]:
    """Return a matcher of the processes that run that executable."""

    def matcher(action: ExecuteLocal) -> bool:
        details = action.process_details
        return details is not None and details['cmd'][0] == executable

    return matcher
