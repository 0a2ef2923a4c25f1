# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Make actions and substitutions known to launch files in XML and YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from launch.frontend.entity import Entity
    from launch.frontend.parser import Parser

    ActionParser = Callable[[Entity, Parser], tuple[Callable[..., Any], dict[str, Any]]]
    SubstitutionParser = Callable[[Iterable[Any]], tuple[Callable[..., Any], dict[str, Any]]]

Exposed = TypeVar('Exposed', bound=Callable[..., Any])

action_parsers: dict[str, ActionParser] = {}
substitution_parsers: dict[str, SubstitutionParser] = {}


def expose_action(name: str) -> Callable[[Exposed], Exposed]:
    """
    Return a decorator that gives an action a name in launch files.

    It decorates a class with the class method `parse(entity, parser)`, or such a function; they
    return the class and its keyword arguments. '-' and '_' in names are the same.
    """
    return _expose(name.replace('-', '_'), action_parsers)


def expose_substitution(name: str) -> Callable[[Exposed], Exposed]:
    """
    Return a decorator that gives a substitution a name in launch files.

    It decorates a class with the class method `parse(arguments)`, or such a function; they return
    the class and its keyword arguments. Each argument is a list of substitutions.
    """
    return _expose(name, substitution_parsers)


def _expose(name: str, known: dict[str, Any]) -> Callable[[Exposed], Exposed]:
    def expose(exposed: Exposed) -> Exposed:
        parse = getattr(exposed, 'parse', exposed)
        if name in known and known[name] != parse:
            raise RuntimeError(f"'{name}' is exposed twice: by {known[name]} and {exposed}")
        known[name] = parse
        return exposed

    return expose
