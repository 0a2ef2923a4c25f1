# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Elements of ROS for launch files in XML and YAML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from launch.frontend import Entity, Parser, expose_action
from launch.frontend.condition_attributes import parse_condition, parse_required
from launch.frontend.plain_actions import timer_arguments
from launch.frontend.process_actions import parse_command_line, process_arguments
from launch.utilities.type_utils import load_yaml_scalar

from launch_ros import actions
from launch_ros.parameter_descriptions import ParameterFile, ParameterValue

Parsed = tuple[Callable[..., Any], dict[str, Any]]
Entities = list[Entity]

_TYPES: dict[str, Any] = {
    'str': str,
    'int': int,
    'float': float,
    'bool': bool,
    'list_of_str': list[str],
    'list_of_int': list[int],
    'list_of_float': list[float],
    'list_of_bool': list[bool],
}


@expose_action('node')
def parse_node(entity: Entity, parser: Parser) -> Parsed:
    """Read a node."""
    return actions.Node, node_arguments(entity, parser)


@expose_action('lifecycle_node')
def parse_lifecycle_node(entity: Entity, parser: Parser) -> Parsed:
    """Read a node with a life cycle."""
    return actions.LifecycleNode, node_arguments(entity, parser)


@expose_action('node_container')
def parse_node_container(entity: Entity, parser: Parser) -> Parsed:
    """Read a container; executing it is an error."""
    arguments = node_arguments(entity, parser)
    _pass_over_composable_nodes(entity)
    return actions.ComposableNodeContainer, arguments


@expose_action('load_composable_node')
def parse_load_composable_node(entity: Entity, parser: Parser) -> Parsed:
    """Read nodes for a container; executing this is an error."""
    arguments = parse_condition(entity, parser)
    arguments['target_container'] = parser.parse_substitution(entity.get_attr('target'))
    arguments['composable_node_descriptions'] = []
    _pass_over_composable_nodes(entity)
    return actions.LoadComposableNodes, arguments


def _pass_over_composable_nodes(entity: Entity) -> None:
    entity.get_attr('composable_node', data_type=Entities, optional=True)


def node_arguments(entity: Entity, parser: Parser) -> dict[str, Any]:
    """Return the keyword arguments of a node."""
    arguments = process_arguments(entity, parser)
    arguments['package'] = parser.parse_substitution(entity.get_attr('pkg'))
    arguments['executable'] = parser.parse_substitution(entity.get_attr('exec'))
    for name in ('name', 'namespace', 'exec_name'):
        text = entity.get_attr(name, optional=True)
        if text is not None:
            arguments[name] = parser.parse_substitution(text)
    for keyword, attribute in (('arguments', 'args'), ('ros_arguments', 'ros_args')):
        text = entity.get_attr(attribute, optional=True)
        if text is not None:
            arguments[keyword] = parse_command_line(text, parser)
    rules = entity.get_attr('remap', data_type=Entities, optional=True) or []
    arguments['remappings'] = [
        (
            parser.parse_substitution(rule.get_attr('from')),
            parser.parse_substitution(rule.get_attr('to')),
        )
        for rule in rules
    ]
    parameters = entity.get_attr('param', data_type=Entities, optional=True) or []
    arguments['parameters'] = [_parameter(one, parser) for one in parameters]
    for one in [*rules, *parameters]:
        one.assert_entity_completely_parsed()
    return arguments


def _parameter(entity: Entity, parser: Parser) -> Any:
    """Return a parameter file, or a dictionary with one parameter."""
    path = entity.get_attr('from', optional=True)
    name = entity.get_attr('name', optional=True)
    if (path is None) == (name is None):
        raise ValueError("a 'param' has either 'name' or 'from'")
    if path is not None:
        allowed = entity.get_attr('allow_substs', data_type=bool, optional=True)
        if isinstance(allowed, str):
            allowed = parser.parse_substitution(allowed)
        return ParameterFile(
            parser.parse_substitution(path), allow_substs=False if allowed is None else allowed
        )
    return {tuple(parser.parse_substitution(name)): _value(entity, parser)}


def _value(entity: Entity, parser: Parser) -> Any:
    """Return the value of a parameter, or the dictionary of those in it."""
    inner = entity.get_attr('param', data_type=Entities, optional=True)
    value = entity.get_attr('value', data_type=None, optional=True)
    if (inner is None) == (value is None):
        raise ValueError("a 'param' with a name has either a 'value' or further 'param' in it")
    if inner is not None:
        parameters = {}
        for one in inner:
            parameters[tuple(parser.parse_substitution(one.get_attr('name')))] = _value(
                one, parser
            )
            one.assert_entity_completely_parsed()
        return parameters
    separator = entity.get_attr('value-sep', optional=True)
    if separator is not None:
        value = [load_yaml_scalar(part.strip()) for part in value.split(separator)]
    type_name = entity.get_attr('type', optional=True)
    if isinstance(value, list):
        value = [_parse_if_needed(one, parser) for one in value]
    else:
        value = parser.parse_if_substitutions(value)
    if type_name is None:
        return value
    if type_name not in _TYPES:
        raise ValueError(f"the type '{type_name}' is none of {', '.join(_TYPES)}")
    return ParameterValue(value, value_type=_TYPES[type_name])


def _parse_if_needed(value: Any, parser: Parser) -> Any:
    """Return an element of a list; plain text must stay text and not become a number."""
    return parser.parse_substitution(value) if isinstance(value, str) and '$(' in value else value


@expose_action('push_ros_namespace')
def parse_push_namespace(entity: Entity, parser: Parser) -> Parsed:
    """Read a namespace that is pushed."""
    return actions.PushRosNamespace, parse_required(entity, parser, 'namespace')


@expose_action('set_parameter')
def parse_set_parameter(entity: Entity, parser: Parser) -> Parsed:
    """Read a parameter of all nodes in the scope."""
    arguments = parse_required(entity, parser, 'name')
    arguments['value'] = _value(entity, parser)
    return actions.SetParameter, arguments


@expose_action('set_parameters_from_file')
def parse_set_parameters(entity: Entity, parser: Parser) -> Parsed:
    """Read a parameter file for all nodes in the scope."""
    return actions.SetParametersFromFile, parse_required(entity, parser, 'filename')


@expose_action('set_remap')
def parse_set_remap(entity: Entity, parser: Parser) -> Parsed:
    """Read a remapping of all nodes in the scope."""
    arguments = parse_condition(entity, parser)
    arguments['src'] = parser.parse_substitution(entity.get_attr('from'))
    arguments['dst'] = parser.parse_substitution(entity.get_attr('to'))
    return actions.SetRemap, arguments


@expose_action('set_use_sim_time')
def parse_set_use_sim_time(entity: Entity, parser: Parser) -> Parsed:
    """Read whether all nodes in the scope use simulated time."""
    return actions.SetUseSimTime, parse_required(entity, parser, 'value')


@expose_action('set_ros_log_dir')
def parse_set_log_folder(entity: Entity, parser: Parser) -> Parsed:
    """Read the log folder of nodes."""
    arguments = parse_condition(entity, parser)
    arguments['new_log_dir'] = parser.parse_substitution(entity.get_attr('new_log_dir'))
    return actions.SetROSLogDir, arguments


@expose_action('ros_timer')
def parse_ros_timer(entity: Entity, parser: Parser) -> Parsed:
    """Read a timer of ROS time with the actions that it delays."""
    return actions.RosTimer, timer_arguments(entity, parser)
