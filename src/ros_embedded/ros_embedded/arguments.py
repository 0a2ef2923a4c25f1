# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Arguments after ``--ros-args``: remap rules, parameters, log levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from ros_embedded.names import RemapRule, parse_remap_rule
from ros_embedded.parameter_files import ParameterRule, read_parameter_file

_BOOLEAN_FLAGS = {
    '--enable-rosout-logs': ('rosout_logs', True),
    '--disable-rosout-logs': ('rosout_logs', False),
    '--enable-stdout-logs': ('stdout_logs', True),
    '--disable-stdout-logs': ('stdout_logs', False),
    '--enable-external-lib-logs': ('external_lib_logs', True),
    '--disable-external-lib-logs': ('external_lib_logs', False),
}
LEVELS = {'unset': 0, 'debug': 10, 'info': 20, 'warn': 30, 'warning': 30, 'error': 40, 'fatal': 50}


class ArgumentError(ValueError):
    """Something after ``--ros-args`` cannot be used."""


@dataclass
class RosArguments:
    """What the arguments after ``--ros-args`` say, in order of appearance."""

    remap_rules: list[RemapRule] = field(default_factory=list)
    parameter_rules: list[ParameterRule] = field(default_factory=list)
    log_levels: dict[str, int] = field(default_factory=dict)
    enclave: str = '/'
    rosout_logs: bool = True
    stdout_logs: bool = True
    external_lib_logs: bool = True


def split_arguments(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the arguments outside and inside of ``--ros-args … [--]``."""
    outside: list[str] = []
    inside: list[str] = []
    current = outside
    for argument in arguments:
        if argument == '--ros-args':
            current = inside
        elif argument == '--' and current is inside:
            current = outside
        else:
            current.append(argument)
    return outside, inside


def parse_ros_arguments(arguments: Sequence[str]) -> RosArguments:
    """
    Parse a command line's ROS arguments; what is outside of ``--ros-args`` is left alone.

    :raises ArgumentError: when an argument is unknown, incomplete or malformed.
    """
    result = RosArguments()
    _, inside = split_arguments(arguments)
    rest = iter(inside)
    for flag in rest:
        if flag in _BOOLEAN_FLAGS:
            name, value = _BOOLEAN_FLAGS[flag]
            setattr(result, name, value)
            continue
        handler = _HANDLERS.get(flag)
        if handler is None:
            raise ArgumentError(
                f"unknown ROS argument '{flag}'; known are "
                f'{", ".join(sorted({*_HANDLERS, *_BOOLEAN_FLAGS}))}'
            )
        text = next(rest, None)
        if text is None:
            raise ArgumentError(f"ROS argument '{flag}' needs a value")
        try:
            handler(result, text)
        except ValueError as error:
            raise ArgumentError(f'{flag} {text}: {error}') from error
    return result


def parse_parameter_value(text: str) -> Any:
    """
    Parse the value of ``-p name:=value`` as YAML; an empty text is an empty string.

    :raises ValueError: when it is neither a scalar nor a list.
    """
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f'the value is not YAML: {error}') from error
    return '' if value is None and text.strip() in ('', "''", '""') else value


def _remap(result: RosArguments, text: str) -> None:
    result.remap_rules.append(parse_remap_rule(text))


def _parameter(result: RosArguments, text: str) -> None:
    left, separator, value = text.partition(':=')
    if not separator or not left:
        raise ValueError('expected [node:]name:=value')
    node, separator, name = left.rpartition(':')
    result.parameter_rules.append(
        ParameterRule(node if separator else '/**', {name: parse_parameter_value(value)})
    )


def _parameter_file(result: RosArguments, text: str) -> None:
    result.parameter_rules.extend(read_parameter_file(text))


def _log_level(result: RosArguments, text: str) -> None:
    logger, separator, level = text.rpartition(':=')
    if level.lower() not in LEVELS:
        raise ValueError(f"unknown log level '{level}'; use debug, info, warn, error or fatal")
    result.log_levels[logger if separator else ''] = LEVELS[level.lower()]


def _enclave(result: RosArguments, text: str) -> None:
    result.enclave = text


def _ignore(result: RosArguments, text: str) -> None:
    """Accept an argument that has no meaning here (a log configuration of spdlog)."""


_HANDLERS = {
    '-r': _remap,
    '--remap': _remap,
    '-p': _parameter,
    '--param': _parameter,
    '--params-file': _parameter_file,
    '--log-level': _log_level,
    '--log-config-file': _ignore,
    '--log-file-name': _ignore,
    '-e': _enclave,
    '--enclave': _enclave,
}
