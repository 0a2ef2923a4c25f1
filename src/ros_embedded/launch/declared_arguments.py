# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Search a launch description for declared arguments, without running it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from launch.launch_description_entity import LaunchDescriptionEntity

if TYPE_CHECKING:
    from launch.actions import DeclareLaunchArgument, IncludeLaunchDescription


def find_declared_arguments(
    entities: Iterable[LaunchDescriptionEntity], conditional: bool = False
) -> list[tuple[DeclareLaunchArgument, list[IncludeLaunchDescription]]]:
    """Return the declared arguments in order, each with the includes that lead to it."""
    found: dict[str, tuple[DeclareLaunchArgument, list[IncludeLaunchDescription]]] = {}
    _search(entities, conditional, [], found)
    return list(found.values())


def _search(
    entities: Iterable[LaunchDescriptionEntity],
    conditional: bool,
    includes: list[IncludeLaunchDescription],
    found: dict[str, tuple[DeclareLaunchArgument, list[IncludeLaunchDescription]]],
) -> None:
    from launch.actions import DeclareLaunchArgument, IncludeLaunchDescription

    for entity in entities:
        if isinstance(entity, DeclareLaunchArgument):
            if entity.name in found or _is_set_by(entity.name, includes):
                continue
            entity._conditionally_included = conditional or entity.condition is not None
            found[entity.name] = (entity, includes)
            continue
        inner_conditional = conditional or getattr(entity, 'condition', None) is not None
        inner_includes = includes
        if isinstance(entity, IncludeLaunchDescription):
            inner_includes = [*includes, entity]
        _search(entity.describe_sub_entities(), inner_conditional, inner_includes, found)
        for _, sub_entities in entity.describe_conditional_sub_entities():
            _search(sub_entities, True, inner_includes, found)


def _is_set_by(name: str, includes: list[IncludeLaunchDescription]) -> bool:
    return any(name in include.launch_argument_names() for include in includes)
