# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Set a parameter of all nodes in the scope."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType

from launch_ros.parameter_descriptions import Parameter


class SetParameter(Action):
    """Set a parameter of all nodes in the scope that start from then on."""

    def __init__(self, name: SomeSubstitutionsType, value: Any, **kwargs: Any) -> None:
        """Store name and value."""
        super().__init__(**kwargs)
        self.__parameter = Parameter(name, value)

    @property
    def name(self) -> Any:
        """Return the name."""
        return self.__parameter.name

    @property
    def value(self) -> Any:
        """Return the value before substitution."""
        return self.__parameter.value

    def describe(self) -> str:
        """Return name and value."""
        name = ' + '.join(token.describe() for token in self.name)
        return f'{type(self).__name__}({name}, {self.value!r})'

    def execute(self, context: LaunchContext) -> None:
        """Add the parameter to those of the scope."""
        name, value = self.__parameter.evaluate(context)
        others = [
            entry
            for entry in context.launch_configurations.get('global_params', [])
            if not (isinstance(entry, tuple) and entry[0] == name)
        ]
        context.launch_configurations['global_params'] = [*others, (name, value)]
