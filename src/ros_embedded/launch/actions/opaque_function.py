# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Call a function of the launch file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.launch_description_entity import LaunchDescriptionEntity

if TYPE_CHECKING:
    from launch.some_entities_type import SomeEntitiesType


class OpaqueFunction(Action):
    """Call a function with the launch context; it may return entities to visit."""

    def __init__(
        self,
        *,
        function: Callable[..., SomeEntitiesType | None],
        args: Iterable[Any] | None = None,
        kwargs: dict[str, Any] | None = None,
        **left_over_kwargs: Any,
    ) -> None:
        """Store the function and the arguments that follow the context."""
        super().__init__(**left_over_kwargs)
        if not callable(function):
            raise TypeError(f"OpaqueFunction needs a function, got '{function}'")
        self.__function = function
        self.__args = list(args or ())
        self.__kwargs = dict(kwargs or {})

    def describe(self) -> str:
        """Return the name of the function."""
        return f'OpaqueFunction({getattr(self.__function, "__name__", self.__function)})'

    def execute(self, context: LaunchContext) -> list[LaunchDescriptionEntity] | None:
        """Call the function."""
        entities = self.__function(context, *self.__args, **self.__kwargs)
        if entities is None:
            return None
        return list(entities) if isinstance(entities, Iterable) else [entities]
