# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The value of a loop as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class ForEachVar(Substitution):
    """Stand for a value of the present turn of a ForEach."""

    def __init__(
        self, name: SomeSubstitutionsType, *, default_value: SomeSubstitutionsType | None = None
    ) -> None:
        """Store the name, and what is used when the turn has no such value."""
        self.__name = normalize_to_list_of_substitutions(name)
        self.__default_value = (
            None if default_value is None else normalize_to_list_of_substitutions(default_value)
        )

    @property
    def name(self) -> list[Substitution]:
        """Return the name of the value."""
        return self.__name

    @property
    def default_value(self) -> list[Substitution] | None:
        """Return what is used when the turn has no such value."""
        return self.__default_value

    def describe(self) -> str:
        """Return the name."""
        return f'{type(self).__name__}({" + ".join(one.describe() for one in self.__name)})'

    def perform(self, context: LaunchContext) -> str:
        """Return the value; raise SubstitutionFailure when there is none and no default."""
        from launch.actions.for_loop import local_name

        name = perform_substitutions(context, self.__name)
        values = context.get_locals_as_dict()
        if local_name(name) in values:
            return str(values[local_name(name)])
        if self.__default_value is None:
            raise SubstitutionFailure(f"no loop around here has a value '{name}'")
        return perform_substitutions(context, self.__default_value)


class ForLoopIndex(ForEachVar):
    """Stand for the number of the present turn of a ForLoop."""

    def __init__(self, name: SomeSubstitutionsType) -> None:
        """Store the name of the loop."""
        super().__init__(name)
