# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Declare an argument of a launch file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions


class DeclareLaunchArgument(Action):
    """Declare an argument with a description, a default value and the values to choose from."""

    def __init__(
        self,
        name: str,
        *,
        default_value: SomeSubstitutionsType | None = None,
        description: str | None = None,
        choices: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> None:
        """
        Store what is declared; an argument without a default value must be given.

        Raises ValueError when there are no choices, or a default text that is none of them.
        """
        super().__init__(**kwargs)
        self.__name = name
        self.__default_value = (
            None if default_value is None else normalize_to_list_of_substitutions(default_value)
        )
        self.__choices = None if choices is None else list(choices)
        self.__description = description if description is not None else 'no description given'
        if self.__choices is not None:
            if not self.__choices:
                raise ValueError(f"the launch argument '{name}' has an empty list of choices")
            self._check_default(default_value)
            end = '' if self.__description.endswith('.') else '.'
            self.__description += f'{end} Valid choices are: {self.__choices}'
        self._conditionally_included = False

    def _check_default(self, default_value: SomeSubstitutionsType | None) -> None:
        if isinstance(default_value, str) and default_value not in (self.__choices or ()):
            raise ValueError(
                f"the default value '{default_value}' of the launch argument '{self.__name}' "
                f'is none of its choices {self.__choices}'
            )

    @property
    def name(self) -> str:
        """Return the name of the argument."""
        return self.__name

    @property
    def default_value(self) -> list[Substitution] | None:
        """Return the default value, or None when the argument must be given."""
        return self.__default_value

    @property
    def description(self) -> str:
        """Return the description, with the choices."""
        return self.__description

    @property
    def choices(self) -> list[str] | None:
        """Return the values to choose from, or None when any will do."""
        return self.__choices

    def describe(self) -> str:
        """Return name and default value."""
        default = ''
        if self.__default_value is not None:
            tokens = ' + '.join(token.describe() for token in self.__default_value)
            default = f', default={tokens}'
        return f"DeclareLaunchArgument('{self.__name}'{default})"

    def execute(self, context: LaunchContext) -> None:
        """
        Set the default value unless the argument was given, and check the value.

        Raises RuntimeError when the argument is missing or is none of the choices.
        """
        if self.__name not in context.launch_configurations:
            if self.__default_value is None:
                raise RuntimeError(
                    f"Required launch argument '{self.__name}' "
                    f"(description: '{self.__description}') was not provided"
                )
            context.launch_configurations[self.__name] = perform_substitutions(
                context, self.__default_value
            )
        value = context.launch_configurations[self.__name]
        if self.__choices is not None and value not in self.__choices:
            raise RuntimeError(
                f"Argument '{self.__name}' provided value '{value}' is not valid. "
                f'Valid options are: {self.__choices}'
            )
