# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Elements that hold others: groups, includes and loops."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from launch import actions
from launch.frontend.condition_attributes import parse_condition
from launch.frontend.entity import Entity
from launch.frontend.expose import expose_action
from launch.frontend.parser import Parser
from launch.launch_description_entity import LaunchDescriptionEntity
from launch.launch_description_sources import AnyLaunchDescriptionSource

Parsed = tuple[Callable[..., Any], dict[str, Any]]


@expose_action('group')
def parse_group(entity: Entity, parser: Parser) -> Parsed:
    """Read a group; with `forwarding="false"` only `keep` elements are handed on."""
    arguments = parse_condition(entity, parser)
    for name in ('scoped', 'forwarding'):
        value = entity.get_attr(name, data_type=bool, optional=True, can_be_str=False)
        if value is not None:
            arguments[name] = value
    arguments['launch_configurations'] = _kept(entity, parser)
    arguments['actions'] = [
        parser.parse_action(child) for child in entity.children if child.type_name != 'keep'
    ]
    return actions.GroupAction, arguments


@expose_action('reset')
def parse_reset(entity: Entity, parser: Parser) -> Parsed:
    """Read that all launch configurations but those to `keep` are forgotten."""
    arguments = parse_condition(entity, parser)
    arguments['launch_configurations'] = _kept(entity, parser)
    return actions.ResetLaunchConfigurations, arguments


def _kept(entity: Entity, parser: Parser) -> dict[Any, Any]:
    kept = entity.get_attr('keep', data_type=list[Entity], optional=True) or []
    return dict(_pair(keep, parser) for keep in kept)


@expose_action('include')
def parse_include(entity: Entity, parser: Parser) -> Parsed:
    """Read an included launch file, of any kind, and the arguments it is given."""
    arguments = parse_condition(entity, parser)
    arguments['launch_description_source'] = AnyLaunchDescriptionSource(
        parser.parse_substitution(entity.get_attr('file'))
    )
    given = [
        *(entity.get_attr('arg', data_type=list[Entity], optional=True) or []),
        *(entity.get_attr('let', data_type=list[Entity], optional=True) or []),
    ]
    arguments['launch_arguments'] = [_pair(one, parser) for one in given]
    return actions.IncludeLaunchDescription, arguments


@expose_action('for')
def parse_for(entity: Entity, parser: Parser) -> Parsed:
    """Read a loop that counts; `$(index name)` stands for the number."""
    arguments = parse_condition(entity, parser)
    name = entity.get_attr('name')

    def function(i: int) -> list[LaunchDescriptionEntity]:
        return _iteration(entity, parser, {name: i})

    arguments['length'] = parser.parse_substitution(entity.get_attr('len'))
    arguments['function'] = function
    arguments['name'] = name
    _check_children(entity, parser)
    return actions.ForLoop, arguments


@expose_action('for_each')
def parse_for_each(entity: Entity, parser: Parser) -> Parsed:
    """Read a loop over sets of values; `$(for-var name)` stands for one of the values."""
    arguments = parse_condition(entity, parser)

    def function(**values: Any) -> list[LaunchDescriptionEntity]:
        return _iteration(entity, parser, values)

    arguments['input_values'] = parser.parse_substitution(entity.get_attr('values'))
    arguments['function'] = function
    _check_children(entity, parser)
    return actions.ForEach, arguments


def _check_children(entity: Entity, parser: Parser) -> None:
    for child in entity.children:
        parser.parse_action(child)


def _iteration(
    entity: Entity, parser: Parser, values: dict[str, Any]
) -> list[LaunchDescriptionEntity]:
    """Return new actions for one turn of a loop, which see the values as locals."""
    loop_locals = {actions.for_loop.local_name(name): value for name, value in values.items()}
    return [
        actions.OpaqueFunction(function=lambda context: context._push_locals()),
        actions.OpaqueFunction(function=lambda context: context.extend_locals(loop_locals)),
        *(parser.parse_action(child) for child in entity.children),
        actions.OpaqueFunction(function=lambda context: context._pop_locals()),
    ]


def _pair(entity: Entity, parser: Parser) -> tuple[Any, Any]:
    name = tuple(parser.parse_substitution(entity.get_attr('name')))
    value = parser.parse_substitution(entity.get_attr('value'))
    entity.assert_entity_completely_parsed()
    return name, value
