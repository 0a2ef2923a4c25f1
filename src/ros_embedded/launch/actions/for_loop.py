# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Execute what a function returns for each of several values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import yaml
from launch.action import Action
from launch.launch_context import LaunchContext
from launch.launch_description_entity import LaunchDescriptionEntity
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

Entities = Iterable[LaunchDescriptionEntity] | None


def local_name(name: str) -> str:
    """Return the name of the local that holds a value of a loop."""
    return f'for_var_{name}'


class ForEach(Action):
    """
    Call a function with each of several sets of values and execute what it returns.

    The sets are dictionaries in YAML's flow style, separated by semicolons, as in
    `{name: left, id: 1};{name: right, id: 2}`. Their keys are the function's keyword arguments.
    """

    SEPARATOR = ';'

    def __init__(
        self,
        input_values: SomeSubstitutionsType,
        *,
        function: Callable[..., Entities],
        **kwargs: Any,
    ) -> None:
        """Store the sets of values and the function."""
        super().__init__(**kwargs)
        self.__input_values = normalize_to_list_of_substitutions(input_values)
        self.__function = function

    @property
    def input_values(self) -> list[Substitution]:
        """Return the text with the sets of values."""
        return self.__input_values

    @property
    def function(self) -> Callable[..., Entities]:
        """Return the function."""
        return self.__function

    def describe(self) -> str:
        """Return the sets of values."""
        return f'ForEach({" + ".join(one.describe() for one in self.__input_values)})'

    def execute(self, context: LaunchContext) -> list[LaunchDescriptionEntity]:
        """Return the entities of all turns; raise ValueError for a set that is no dictionary."""
        text = perform_substitutions(context, self.__input_values)
        entities: list[LaunchDescriptionEntity] = []
        for part in filter(None, map(str.strip, text.split(self.SEPARATOR))):
            values = yaml.safe_load(part)
            if not isinstance(values, dict):
                raise ValueError(
                    f"ForEach: '{part}' is no set of values; write it like '{{name: value}}'"
                )
            entities.extend(self.__function(**values) or ())
        return entities


class ForLoop(Action):
    """Call a function with each number from zero on and execute what it returns."""

    def __init__(
        self,
        length: SomeSubstitutionsType,
        *,
        function: Callable[[int], Entities],
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Store how many turns there are, and the function of `i`."""
        super().__init__(**kwargs)
        self.__length = normalize_to_list_of_substitutions(length)
        self.__function = function
        self.__name = name

    @property
    def length(self) -> list[Substitution]:
        """Return the number of turns."""
        return self.__length

    @property
    def function(self) -> Callable[[int], Entities]:
        """Return the function."""
        return self.__function

    @property
    def name(self) -> str | None:
        """Return the name of the index in launch files."""
        return self.__name

    def describe(self) -> str:
        """Return the number of turns."""
        return f'ForLoop({" + ".join(one.describe() for one in self.__length)})'

    def execute(self, context: LaunchContext) -> list[LaunchDescriptionEntity]:
        """Return the entities of all turns; raise ValueError when the number is none."""
        text = perform_substitutions(context, self.__length)
        try:
            length = int(text)
        except ValueError:
            raise ValueError(f"ForLoop: the length '{text}' is no whole number") from None
        return [entity for i in range(length) for entity in self.__function(i) or ()]
