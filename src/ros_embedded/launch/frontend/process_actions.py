# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Elements for processes."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import Any

from launch import actions
from launch.frontend.condition_attributes import parse_attributes
from launch.frontend.entity import Entity
from launch.frontend.expose import expose_action
from launch.frontend.parser import Parser
from launch.substitution import Substitution
from launch.substitutions import TextSubstitution

_TEXT_ATTRIBUTES = {
    'cwd': 'cwd',
    'prefix': 'launch-prefix',
    'output': 'output',
    'respawn': 'respawn',
    'respawn_delay': 'respawn_delay',
    'sigterm_timeout': 'sigterm_timeout',
    'sigkill_timeout': 'sigkill_timeout',
    'emulate_tty': 'emulate_tty',
}


@expose_action('executable')
def parse_executable(entity: Entity, parser: Parser) -> tuple[Callable[..., Any], dict[str, Any]]:
    """Read a process."""
    arguments = process_arguments(entity, parser)
    arguments['cmd'] = parse_command_line(entity.get_attr('cmd'), parser)
    name = entity.get_attr('name', optional=True)
    if name is not None:
        arguments['name'] = parser.parse_substitution(name)
    return actions.ExecuteProcess, arguments


def process_arguments(entity: Entity, parser: Parser) -> dict[str, Any]:
    """Return the keyword arguments that all processes have."""
    arguments = parse_attributes(entity, parser, **_TEXT_ATTRIBUTES)
    shell = entity.get_attr('shell', data_type=bool, optional=True, can_be_str=False)
    if shell is not None:
        arguments['shell'] = shell
    retries = entity.get_attr(
        'respawn_max_retries', data_type=int, optional=True, can_be_str=False
    )
    if retries is not None:
        arguments['respawn_max_retries'] = retries
    on_exit = entity.get_attr('on_exit', optional=True)
    if on_exit is not None:
        if on_exit != 'shutdown':
            raise ValueError(
                f"'on_exit' of '{entity.type_name}' can be 'shutdown', not '{on_exit}'"
            )
        arguments['on_exit'] = [actions.Shutdown()]
    variables = entity.get_attr('env', data_type=list[Entity], optional=True) or []
    if variables:
        arguments['additional_env'] = {
            tuple(parser.parse_substitution(one.get_attr('name'))): parser.parse_substitution(
                one.get_attr('value')
            )
            for one in variables
        }
        for variable in variables:
            variable.assert_entity_completely_parsed()
    return arguments


def parse_command_line(text: str, parser: Parser) -> list[list[Substitution]]:
    """
    Return the arguments of a command line, separated as a shell does.

    A substitution stays one argument, or part of one, whatever it stands for.
    """
    # A character that no launch file has holds the place of each substitution.
    held: list[Substitution] = []
    line = ''
    for part in parser.parse_substitution(text):
        if isinstance(part, TextSubstitution):
            line += part.text
        else:
            line += chr(_PRIVATE_USE + len(held))
            held.append(part)
    return [_restore(word, held) for word in shlex.split(line)]


_PRIVATE_USE = 0xF0000


def _restore(word: str, held: list[Substitution]) -> list[Substitution]:
    parts: list[Substitution] = []
    plain = ''
    for character in word:
        index = ord(character) - _PRIVATE_USE
        if not 0 <= index < len(held):
            plain += character
            continue
        if plain:
            parts.append(TextSubstitution(text=plain))
            plain = ''
        parts.append(held[index])
    if plain or not parts:
        parts.append(TextSubstitution(text=plain))
    return parts
