# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the actions that give a name a value share."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions


class SetNamedText(Action):
    """Give a name a value; subclasses say where."""

    def __init__(
        self, name: SomeSubstitutionsType, value: SomeSubstitutionsType, **kwargs: Any
    ) -> None:
        """Store name and value."""
        super().__init__(**kwargs)
        self.__name = normalize_to_list_of_substitutions(name)
        self.__value = normalize_to_list_of_substitutions(value)

    @property
    def name(self) -> list[Substitution]:
        """Return the name."""
        return self.__name

    @property
    def value(self) -> list[Substitution]:
        """Return the value."""
        return self.__value

    def describe(self) -> str:
        """Return name and value."""
        name = ' + '.join(token.describe() for token in self.__name)
        value = ' + '.join(token.describe() for token in self.__value)
        return f'{type(self).__name__}({name}, {value})'

    def execute(self, context: LaunchContext) -> None:
        """Set the value."""
        name = perform_substitutions(context, self.__name)
        self._set(context, name, perform_substitutions(context, self.__value))

    def _set(self, context: LaunchContext, name: str, value: str) -> None:
        raise NotImplementedError(f'{type(self).__name__} does not implement _set()')
