# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A launch description: the list of entities that a launch file returns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from launch.action import Action
from launch.launch_description_entity import LaunchDescriptionEntity

if TYPE_CHECKING:
    from launch.actions import DeclareLaunchArgument, IncludeLaunchDescription
    from launch.launch_context import LaunchContext


class LaunchDescription(LaunchDescriptionEntity):
    """An ordered list of entities that are visited one after the other."""

    def __init__(
        self,
        initial_entities: Iterable[LaunchDescriptionEntity] | None = None,
        *,
        deprecated_reason: str | None = None,
    ) -> None:
        """Store the entities; `deprecated_reason` is logged when the description is used."""
        self.__entities = list(initial_entities) if initial_entities is not None else []
        self.__deprecated_reason = deprecated_reason

    @property
    def entities(self) -> list[LaunchDescriptionEntity]:
        """Return the entities, in the order in which they are visited."""
        return self.__entities

    @property
    def deprecated(self) -> bool:
        """Whether the launch file is deprecated."""
        return self.__deprecated_reason is not None

    @property
    def deprecated_reason(self) -> str | None:
        """Why the launch file is deprecated."""
        return self.__deprecated_reason

    def add_entity(self, entity: LaunchDescriptionEntity) -> None:
        """Append an entity."""
        self.__entities.append(entity)

    def add_action(self, action: Action) -> None:
        """Append an action."""
        self.add_entity(action)

    def describe_sub_entities(self) -> list[LaunchDescriptionEntity]:
        """Return the entities."""
        return self.__entities

    def visit(self, context: LaunchContext) -> list[LaunchDescriptionEntity]:
        """Return the entities to visit."""
        if self.__deprecated_reason is not None:
            from launch.logging import get_logger

            get_logger('launch').warning(
                f'this launch file is deprecated: {self.__deprecated_reason}'
            )
        return self.__entities

    def get_launch_arguments(
        self, conditional_inclusion: bool = False
    ) -> list[DeclareLaunchArgument]:
        """Return the declared arguments, those of included files too, without duplicates."""
        pairs = self.get_launch_arguments_with_include_launch_description_actions(
            conditional_inclusion
        )
        return [argument for argument, _ in pairs]

    def get_launch_arguments_with_include_launch_description_actions(
        self, conditional_inclusion: bool = False
    ) -> list[tuple[DeclareLaunchArgument, list[IncludeLaunchDescription]]]:
        """
        Return the declared arguments, each with the includes that lead to it.

        An argument that an include sets itself is left out, and so is one whose value an
        earlier argument of the same name already gives. Arguments that are found only behind
        a condition are marked with `_conditionally_included`.
        """
        from launch.declared_arguments import find_declared_arguments

        return find_declared_arguments(self.__entities, conditional_inclusion)
