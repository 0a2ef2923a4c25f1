# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Base class of events that a running process causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.event import Event

if TYPE_CHECKING:
    from launch.actions import ExecuteLocal


class RunningProcessEvent(Event):
    """Name the process an event is about."""

    name = 'launch.events.process.RunningProcessEvent'

    def __init__(
        self,
        *,
        action: ExecuteLocal,
        name: str,
        cmd: list[str],
        cwd: str | None,
        env: dict[str, str] | None,
        pid: int,
    ) -> None:
        """Store what is known about the process."""
        self.__action = action
        self.__process_name = name
        self.__cmd = cmd
        self.__cwd = cwd
        self.__env = env
        self.__pid = pid

    @property
    def action(self) -> ExecuteLocal:
        """Return the action that started the process."""
        return self.__action

    @property
    def execute_process_action(self) -> ExecuteLocal:
        """Return the action that started the process (older name)."""
        return self.__action

    @property
    def process_name(self) -> str:
        """Return the unique name of the process."""
        return self.__process_name

    @property
    def cmd(self) -> list[str]:
        """Return the command line."""
        return self.__cmd

    @property
    def cwd(self) -> str | None:
        """Return the working folder, or None when it is that of the launch."""
        return self.__cwd

    @property
    def env(self) -> dict[str, str] | None:
        """Return the environment."""
        return self.__env

    @property
    def pid(self) -> int:
        """Return the process id."""
        return self.__pid
