# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The value of a launch configuration as a substitution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class LaunchConfiguration(Substitution):
    """Stand for the value of a launch configuration (a launch argument, for example)."""

    def __init__(self, variable_name: SomeSubstitutionsType, *, default: Any = None) -> None:
        """Store the name, and the value to use when there is none of that name."""
        self.__variable_name = normalize_to_list_of_substitutions(variable_name)
        if default is None:
            self.__default = None
        elif isinstance(default, (str, Substitution, Iterable)):
            self.__default = normalize_to_list_of_substitutions(
                default if isinstance(default, (str, Substitution)) else map(_text, default)
            )
        else:
            self.__default = normalize_to_list_of_substitutions(str(default))

    @property
    def variable_name(self) -> list[Substitution]:
        """Return the name of the launch configuration."""
        return self.__variable_name

    def describe(self) -> str:
        """Return the name."""
        name = ' + '.join(token.describe() for token in self.__variable_name)
        return f'LaunchConfig({name})'

    def perform(self, context: LaunchContext) -> str:
        """Return the value; raise SubstitutionFailure when there is none and no default."""
        name = perform_substitutions(context, self.__variable_name)
        if name in context.launch_configurations:
            return context.launch_configurations[name]
        if self.__default is None:
            raise SubstitutionFailure(f"launch configuration '{name}' does not exist")
        return perform_substitutions(context, self.__default)


def _text(value: Any) -> Any:
    return value if isinstance(value, Substitution) else str(value)
