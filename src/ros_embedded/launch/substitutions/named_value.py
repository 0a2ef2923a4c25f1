# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the substitutions for a value of a certain name share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class NamedValue(Substitution):
    """Stand for the value of a name; subclasses say where it is looked up."""

    def __init__(
        self, name: SomeSubstitutionsType, *, default_value: SomeSubstitutionsType | None = None
    ) -> None:
        """Store the name, and what is used when there is no such value."""
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
        """Return what is used when there is no such value."""
        return self.__default_value

    def describe(self) -> str:
        """Return the name."""
        return f'{self._short_name()}({" + ".join(one.describe() for one in self.__name)})'

    def perform(self, context: LaunchContext) -> str:
        """Return the value; raise SubstitutionFailure when there is none and no default."""
        name = perform_substitutions(context, self.__name)
        value = self._find(context, name)
        if value is not None:
            return str(value)
        if self.__default_value is None:
            raise SubstitutionFailure(self._explain_absence(name))
        return perform_substitutions(context, self.__default_value)

    def _short_name(self) -> str:
        return type(self).__name__

    def _find(self, context: LaunchContext, name: str) -> Any:
        """Return the value, or None when there is none."""
        raise NotImplementedError(f'{type(self).__name__} does not implement _find()')

    def _explain_absence(self, name: str) -> str:
        return f"there is no value '{name}'"
