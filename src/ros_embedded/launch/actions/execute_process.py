# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Execute a process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from launch.actions.execute_local import ExecuteLocal
from launch.descriptions.executable import EnvironmentType, Executable
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.substitution import Substitution


class ExecuteProcess(ExecuteLocal):
    """Execute a command line as a process on this machine."""

    def __init__(
        self,
        *,
        cmd: Iterable[SomeSubstitutionsType],
        prefix: SomeSubstitutionsType | None = None,
        name: SomeSubstitutionsType | None = None,
        cwd: SomeSubstitutionsType | None = None,
        env: EnvironmentType | None = None,
        additional_env: EnvironmentType | None = None,
        **kwargs: Any,
    ) -> None:
        """Store the command line, one item per argument, and the options of ExecuteLocal."""
        executable = Executable(
            cmd=cmd,
            prefix=prefix,
            name=name,
            cwd=cwd,
            env=env,
            additional_env=additional_env,
        )
        super().__init__(process_description=executable, **kwargs)

    @property
    def name(self) -> str | list[Substitution] | None:
        """Return the name, made unique once the process was started."""
        description = self.process_description
        return description.final_name if description.final_name is not None else description.name

    @property
    def cmd(self) -> list[Any]:
        """Return the command line, expanded once the process was started."""
        description = self.process_description
        return description.final_cmd if description.final_cmd is not None else description.cmd

    @property
    def cwd(self) -> str | None:
        """Return the working folder, or None when it is that of the launch."""
        return self.process_description.final_cwd

    @property
    def env(self) -> dict[str, str] | None:
        """Return the environment once the process was started."""
        return self.process_description.final_env
