# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The value of an environment variable as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class EnvironmentVariable(Substitution):
    """Stand for the value of an environment variable."""

    def __init__(
        self, name: SomeSubstitutionsType, *, default_value: SomeSubstitutionsType | None = None
    ) -> None:
        """Store the name, and the value to use when the variable is not set."""
        self.__name = normalize_to_list_of_substitutions(name)
        self.__default_value = (
            None if default_value is None else normalize_to_list_of_substitutions(default_value)
        )

    @property
    def name(self) -> list[Substitution]:
        """Return the name of the variable."""
        return self.__name

    @property
    def default_value(self) -> list[Substitution] | None:
        """Return the value to use when the variable is not set."""
        return self.__default_value

    def describe(self) -> str:
        """Return the name."""
        return f'EnvVar({" + ".join(token.describe() for token in self.__name)})'

    def perform(self, context: LaunchContext) -> str:
        """Return the value; raise SubstitutionFailure when there is none and no default."""
        name = perform_substitutions(context, self.__name)
        if name in context.environment:
            return context.environment[name]
        if self.__default_value is None:
            raise SubstitutionFailure(f"environment variable '{name}' does not exist")
        return perform_substitutions(context, self.__default_value)
