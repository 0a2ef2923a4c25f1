# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The description of a process: command line, working folder and environment."""

from __future__ import annotations

import itertools
import os
import re
import shlex
from collections.abc import Iterable, Mapping

from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.substitution import Substitution
from launch.substitutions import LaunchConfiguration
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

_process_counter = itertools.count(1)

EnvironmentType = Mapping[SomeSubstitutionsType, SomeSubstitutionsType]


class Executable:
    """Say what is executed, where, and with which environment."""

    def __init__(
        self,
        *,
        cmd: Iterable[SomeSubstitutionsType],
        prefix: SomeSubstitutionsType | None = None,
        name: SomeSubstitutionsType | None = None,
        cwd: SomeSubstitutionsType | None = None,
        env: EnvironmentType | None = None,
        additional_env: EnvironmentType | None = None,
        arguments: Iterable[SomeSubstitutionsType] | None = None,
    ) -> None:
        """
        Store the command line, one item per argument.

        `prefix` (or the launch configuration `launch-prefix`) goes before the command, `env`
        replaces the environment and `additional_env` adds to it.
        """
        self.__cmd = [normalize_to_list_of_substitutions(one) for one in cmd]
        self.__cmd += [normalize_to_list_of_substitutions(one) for one in arguments or ()]
        self.__prefix = normalize_to_list_of_substitutions(
            LaunchConfiguration('launch-prefix', default='') if prefix is None else prefix
        )
        self.__prefix_filter = normalize_to_list_of_substitutions(
            LaunchConfiguration('launch-prefix-filter', default='') if prefix is None else ''
        )
        self.__name = None if name is None else normalize_to_list_of_substitutions(name)
        self.__cwd = None if cwd is None else normalize_to_list_of_substitutions(cwd)
        self.__env = _normalize_environment(env)
        self.__additional_env = _normalize_environment(additional_env)
        self.__final_cmd: list[str] | None = None
        self.__final_name: str | None = None
        self.__final_cwd: str | None = None
        self.__final_env: dict[str, str] | None = None

    @property
    def name(self) -> list[Substitution] | None:
        """Return the name that was asked for."""
        return self.__name

    @property
    def cmd(self) -> list[list[Substitution]]:
        """Return the command line."""
        return self.__cmd

    @property
    def final_cmd(self) -> list[str] | None:
        """Return the expanded command line, with the prefix."""
        return self.__final_cmd

    @property
    def final_name(self) -> str | None:
        """Return the unique name, such as 'talker-1'."""
        return self.__final_name

    @property
    def final_cwd(self) -> str | None:
        """Return the expanded working folder."""
        return self.__final_cwd

    @property
    def final_env(self) -> dict[str, str] | None:
        """Return the environment."""
        return self.__final_env

    def prepare(self, context: LaunchContext, extra_arguments: Iterable[str] = ()) -> None:
        """Expand all substitutions and choose the unique name."""
        cmd = [perform_substitutions(context, one) for one in self.__cmd]
        cmd = [*cmd, *extra_arguments]
        name = (
            os.path.basename(cmd[0])
            if self.__name is None
            else perform_substitutions(context, self.__name)
        )
        prefix = perform_substitutions(context, self.__prefix)
        prefix_filter = perform_substitutions(context, self.__prefix_filter)
        if prefix and (not prefix_filter or re.match(prefix_filter, os.path.basename(cmd[0]))):
            cmd = [*shlex.split(prefix), *cmd]
        self.__final_cmd = cmd
        self.__final_name = f'{name}-{next(_process_counter)}'
        if self.__cwd is not None:
            self.__final_cwd = perform_substitutions(context, self.__cwd)
        environment = (
            dict(context.environment)
            if self.__env is None
            else _expand_environment(context, self.__env)
        )
        if self.__additional_env is not None:
            environment.update(_expand_environment(context, self.__additional_env))
        self.__final_env = environment


_Environment = list[tuple[list[Substitution], list[Substitution]]]


def _normalize_environment(environment: EnvironmentType | None) -> _Environment | None:
    if environment is None:
        return None
    return [
        (normalize_to_list_of_substitutions(key), normalize_to_list_of_substitutions(value))
        for key, value in environment.items()
    ]


def _expand_environment(context: LaunchContext, environment: _Environment) -> dict[str, str]:
    return {
        perform_substitutions(context, key): perform_substitutions(context, value)
        for key, value in environment
    }
