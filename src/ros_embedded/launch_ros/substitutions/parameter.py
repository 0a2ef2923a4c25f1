# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The value of a global parameter as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.substitutions import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class Parameter(Substitution):
    """Stand for the value that SetParameter gave a parameter in this scope."""

    def __init__(
        self, name: SomeSubstitutionsType, *, default: SomeSubstitutionsType | None = None
    ) -> None:
        """Store the name, and the value to use when the parameter is not set."""
        self.__name = normalize_to_list_of_substitutions(name)
        self.__default = None if default is None else normalize_to_list_of_substitutions(default)

    @property
    def name(self) -> list[Substitution]:
        """Return the name of the parameter."""
        return self.__name

    def describe(self) -> str:
        """Return the name."""
        return f'Parameter({" + ".join(token.describe() for token in self.__name)})'

    def perform(self, context: LaunchContext) -> str:
        """Return the value; raise SubstitutionFailure when it is not set and has no default."""
        name = perform_substitutions(context, self.__name)
        for entry in reversed(context.launch_configurations.get('global_params', [])):
            if isinstance(entry, tuple) and entry[0] == name:
                return str(entry[1])
        if self.__default is None:
            raise SubstitutionFailure(f"parameter '{name}' is not set by SetParameter")
        return perform_substitutions(context, self.__default)
