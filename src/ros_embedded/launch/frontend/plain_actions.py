# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Elements for arguments, configurations, environment, messages, timers and the shutdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from launch import actions
from launch.frontend.condition_attributes import (
    parse_attributes,
    parse_condition,
    parse_required,
)
from launch.frontend.entity import Entity
from launch.frontend.expose import expose_action
from launch.frontend.parser import Parser

Parsed = tuple[Callable[..., Any], dict[str, Any]]


@expose_action('arg')
def parse_argument(entity: Entity, parser: Parser) -> Parsed:
    """Read a declared argument; its choices are `choice` elements."""
    arguments = parse_attributes(entity, parser, default_value='default')
    arguments['name'] = entity.get_attr('name')
    description = entity.get_attr('description', optional=True)
    if description is not None:
        arguments['description'] = description
    choices = entity.get_attr('choice', data_type=list[Entity], optional=True)
    if choices is not None:
        arguments['choices'] = [choice.get_attr('value') for choice in choices]
        for choice in choices:
            choice.assert_entity_completely_parsed()
    return actions.DeclareLaunchArgument, arguments


@expose_action('let')
def parse_let(entity: Entity, parser: Parser) -> Parsed:
    """Read a launch configuration that is set."""
    return actions.SetLaunchConfiguration, parse_required(entity, parser, 'name', 'value')


@expose_action('unset')
def parse_unset(entity: Entity, parser: Parser) -> Parsed:
    """Read a launch configuration that is unset."""
    return actions.UnsetLaunchConfiguration, parse_required(entity, parser, 'name')


@expose_action('set_env')
def parse_set_environment(entity: Entity, parser: Parser) -> Parsed:
    """Read an environment variable that is set."""
    return actions.SetEnvironmentVariable, parse_required(entity, parser, 'name', 'value')


@expose_action('unset_env')
def parse_unset_environment(entity: Entity, parser: Parser) -> Parsed:
    """Read an environment variable that is unset."""
    return actions.UnsetEnvironmentVariable, parse_required(entity, parser, 'name')


@expose_action('append_env')
def parse_append_environment(entity: Entity, parser: Parser) -> Parsed:
    """Read a value that is appended to an environment variable."""
    arguments = parse_attributes(entity, parser, prepend='prepend', separator='separator')
    required = parse_required(entity, parser, 'name', 'value')
    return actions.AppendEnvironmentVariable, {**arguments, **required}


def _expose_without_attributes(name: str, action: Callable[..., Any]) -> None:
    @expose_action(name)
    def parse(entity: Entity, parser: Parser) -> Parsed:
        return action, parse_condition(entity, parser)


for _name, _action in (
    ('push_env', actions.PushEnvironment),
    ('pop_env', actions.PopEnvironment),
    ('reset_env', actions.ResetEnvironment),
    ('push_vars', actions.PushLaunchConfigurations),
    ('pop_vars', actions.PopLaunchConfigurations),
):
    _expose_without_attributes(_name, _action)


@expose_action('log')
def parse_log(entity: Entity, parser: Parser) -> Parsed:
    """Read a message."""
    arguments = parse_attributes(entity, parser)
    arguments['msg'] = parser.parse_substitution(entity.get_attr('message'))
    return actions.LogInfo, arguments


expose_action('log_info')(parse_log)


@expose_action('shutdown')
def parse_shutdown(entity: Entity, parser: Parser) -> Parsed:
    """Read the end of the launch."""
    arguments = parse_condition(entity, parser)
    reason = entity.get_attr('reason', optional=True)
    if reason is not None:
        arguments['reason'] = reason
    return actions.Shutdown, arguments


@expose_action('timer')
def parse_timer(entity: Entity, parser: Parser) -> Parsed:
    """Read a timer with the actions that it delays."""
    return actions.TimerAction, timer_arguments(entity, parser)


def timer_arguments(entity: Entity, parser: Parser) -> dict[str, Any]:
    """Return the keyword arguments of a timer."""
    arguments = parse_required(entity, parser, 'period')
    arguments['actions'] = [parser.parse_action(child) for child in entity.children]
    return arguments
