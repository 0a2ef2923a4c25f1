# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The attributes `if` and `unless`, which every action may have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from launch.frontend.entity import Entity
    from launch.frontend.parser import Parser


def parse_condition(entity: Entity, parser: Parser) -> dict[str, Any]:
    """Return the keyword argument `condition`, or nothing; raise RuntimeError for two."""
    from launch.conditions import IfCondition, UnlessCondition

    wanted = entity.get_attr('if', optional=True)
    unwanted = entity.get_attr('unless', optional=True)
    if wanted is not None and unwanted is not None:
        raise RuntimeError(f"'{entity.type_name}' has both 'if' and 'unless'; use one of them")
    if wanted is not None:
        return {'condition': IfCondition(parser.parse_substitution(wanted))}
    if unwanted is not None:
        return {'condition': UnlessCondition(parser.parse_substitution(unwanted))}
    return {}


def parse_attributes(entity: Entity, parser: Parser, **names: str) -> dict[str, Any]:
    """
    Return the condition and optional attributes as keyword arguments with substitutions.

    :param names: name of the keyword argument = name of the attribute.
    """
    arguments = parse_condition(entity, parser)
    for keyword, attribute in names.items():
        text = entity.get_attr(attribute, optional=True)
        if text is not None:
            arguments[keyword] = parser.parse_substitution(text)
    return arguments


def parse_required(entity: Entity, parser: Parser, *names: str) -> dict[str, Any]:
    """Return the condition and the attributes that must be there, as keyword arguments."""
    arguments = parse_condition(entity, parser)
    for name in names:
        arguments[name] = parser.parse_substitution(entity.get_attr(name))
    return arguments
