# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The output of a command as a substitution."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType

_ON_STDERR = ('fail', 'warn', 'ignore', 'capture')


class Command(Substitution):
    """Stand for what a command prints, for example that of xacro."""

    def __init__(
        self, command: SomeSubstitutionsType, *, on_stderr: SomeSubstitutionsType = 'fail'
    ) -> None:
        """Store the command line; `on_stderr` is one of fail, warn, ignore and capture."""
        self.__command = normalize_to_list_of_substitutions(command)
        self.__on_stderr = normalize_to_list_of_substitutions(on_stderr)

    @property
    def command(self) -> list[Substitution]:
        """Return the command line."""
        return self.__command

    def describe(self) -> str:
        """Return the command line."""
        return f'Command({" + ".join(token.describe() for token in self.__command)})'

    def perform(self, context: LaunchContext) -> str:
        """Return the command's output; raise SubstitutionFailure when it fails."""
        import launch.logging

        text = perform_substitutions(context, self.__command)
        on_stderr = perform_substitutions(context, self.__on_stderr)
        if on_stderr not in _ON_STDERR:
            raise SubstitutionFailure(
                f"Command: on_stderr '{on_stderr}' is not one of {', '.join(_ON_STDERR)}"
            )
        try:
            result = subprocess.run(
                shlex.split(text),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT if on_stderr == 'capture' else subprocess.PIPE,
                env=dict(context.environment),
                text=True,
                check=False,
            )
        except OSError as error:
            raise SubstitutionFailure(
                f"cannot run the command '{text}': {os.strerror(error.errno or 0)}"
            ) from error
        if result.returncode != 0:
            raise SubstitutionFailure(
                f"the command '{text}' failed with exit code {result.returncode}: "
                f'{(result.stderr or result.stdout).strip()}'
            )
        if result.stderr and on_stderr == 'fail':
            raise SubstitutionFailure(
                f"the command '{text}' printed to its standard error: {result.stderr.strip()}"
            )
        if result.stderr and on_stderr == 'warn':
            launch.logging.get_logger('launch').warning(
                f"the command '{text}' printed to its standard error: {result.stderr.strip()}"
            )
        return result.stdout
