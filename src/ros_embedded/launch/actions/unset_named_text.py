# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the actions that take the value of a name away share."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions


class UnsetNamedText(Action):
    """Take the value of a name away; subclasses say where."""

    def __init__(self, name: SomeSubstitutionsType, **kwargs: Any) -> None:
        """Store the name."""
        super().__init__(**kwargs)
        self.__name = normalize_to_list_of_substitutions(name)

    @property
    def name(self) -> list[Substitution]:
        """Return the name."""
        return self.__name

    def describe(self) -> str:
        """Return the name."""
        return f'{type(self).__name__}({" + ".join(token.describe() for token in self.__name)})'

    def execute(self, context: LaunchContext) -> None:
        """Take the value away, if there is one."""
        self._unset(context, perform_substitutions(context, self.__name))

    def _unset(self, context: LaunchContext, name: str) -> None:
        raise NotImplementedError(f'{type(self).__name__} does not implement _unset()')
