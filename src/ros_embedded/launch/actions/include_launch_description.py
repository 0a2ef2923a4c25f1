# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Include another launch description."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from launch.action import Action
from launch.actions.opaque_function import OpaqueFunction
from launch.actions.set_launch_configuration import SetLaunchConfiguration
from launch.launch_context import LaunchContext
from launch.launch_description import LaunchDescription
from launch.launch_description_entity import LaunchDescriptionEntity
from launch.launch_description_source import LaunchDescriptionSource
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.substitution import Substitution
from launch.substitutions import TextSubstitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

_FILE = 'current_launch_file_path'
_FOLDER = 'current_launch_file_directory'


class IncludeLaunchDescription(Action):
    """
    Include a launch description, usually that of another launch file.

    As in ROS 2, an include is no scope: launch configurations that are set by it stay set. Put it
    into a GroupAction where they must not.
    """

    def __init__(
        self,
        launch_description_source: LaunchDescriptionSource | SomeSubstitutionsType,
        *,
        launch_arguments: Iterable[tuple[SomeSubstitutionsType, SomeSubstitutionsType]]
        | None = None,
        **kwargs: Any,
    ) -> None:
        """Store the source (or the path of a launch file) and the arguments passed to it."""
        super().__init__(**kwargs)
        if not isinstance(launch_description_source, LaunchDescriptionSource):
            from launch.launch_description_sources import AnyLaunchDescriptionSource

            launch_description_source = AnyLaunchDescriptionSource(launch_description_source)
        self.__source = launch_description_source
        if isinstance(launch_arguments, dict):
            launch_arguments = launch_arguments.items()
        self.__launch_arguments = [
            (normalize_to_list_of_substitutions(name), normalize_to_list_of_substitutions(value))
            for name, value in (launch_arguments or ())
        ]

    @property
    def launch_description_source(self) -> LaunchDescriptionSource:
        """Return the source."""
        return self.__source

    @property
    def launch_arguments(self) -> list[tuple[list[Substitution], list[Substitution]]]:
        """Return the arguments that are passed on."""
        return self.__launch_arguments

    def launch_argument_names(self) -> set[str]:
        """Return the names of the passed arguments that are plain text."""
        context = LaunchContext()
        return {
            perform_substitutions(context, name)
            for name, _ in self.__launch_arguments
            if all(isinstance(token, TextSubstitution) for token in name)
        }

    def describe(self) -> str:
        """Return the location of the included description."""
        return f'IncludeLaunchDescription({self.__source.location})'

    def describe_sub_entities(self) -> list[LaunchDescriptionEntity]:
        """Return the included description if it can be loaded before the launch runs."""
        description = self.__source.try_get_launch_description_without_context()
        return [] if description is None else [description]

    def execute(self, context: LaunchContext) -> list[LaunchDescriptionEntity]:
        """
        Return the included description between what sets and restores the file location.

        Raises RuntimeError when an argument that must be given is missing.
        """
        description = self.__source.get_launch_description(context)
        given = [perform_substitutions(context, name) for name, _ in self.__launch_arguments]
        self.__check_required_arguments(description, context, given)
        outer = {key: context.get_locals_as_dict().get(key) for key in (_FILE, _FOLDER)}
        location = self.__source.location
        inner = outer
        if location != '<script>':
            path = Path(os.path.abspath(location))
            inner = {_FILE: str(path), _FOLDER: str(path.parent)}
        context.extend_locals(inner)
        return [
            *(SetLaunchConfiguration(name, value) for name, value in self.__launch_arguments),
            description,
            OpaqueFunction(function=lambda inner_context: inner_context.extend_locals(outer)),
        ]

    def __check_required_arguments(
        self, description: LaunchDescription, context: LaunchContext, given: list[str]
    ) -> None:
        for argument in description.get_launch_arguments():
            if argument._conditionally_included or argument.default_value is not None:
                continue
            if argument.name not in context.launch_configurations and argument.name not in given:
                raise RuntimeError(
                    f"the launch file '{self.__source.location}' needs the argument "
                    f"'{argument.name}' (description: '{argument.description}'); "
                    f'given: [{", ".join(given)}]'
                )
