# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Evaluate the value of one parameter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import yaml
from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions
from launch.utilities.type_utils import coerce_to_type

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext

_SCALARS = (bool, int, float, str)


def evaluate_parameter_value(context: LaunchContext, value: Any, value_type: Any = None) -> Any:
    """
    Return the value of a parameter.

    Text and substitutions are read as YAML unless a type is given; a list that holds a
    substitution is concatenated text; a list of plain values or of lists is an array. Raises
    TypeError for values that no parameter can have.
    """
    if isinstance(value, _SCALARS) and not isinstance(value, str):
        return _convert(value, value_type)
    if isinstance(value, (str, Substitution)) or _is_concatenation(value):
        text = perform_substitutions(context, normalize_to_list_of_substitutions(value))
        return _evaluate_text(text, value_type)
    if isinstance(value, Iterable) and not isinstance(value, (bytes, Mapping)):
        return _evaluate_array(context, list(value), value_type)
    raise TypeError(
        f"a parameter value must be text, a number, a boolean, or a list of them, got '{value}' "
        f"of type '{type(value).__name__}'"
    )


def _is_concatenation(value: Any) -> bool:
    if not isinstance(value, (list, tuple)):
        return False
    return any(isinstance(one, Substitution) for one in value)


def _convert(value: Any, value_type: Any) -> Any:
    if value_type is None or value_type is type(value):
        return value
    if value_type is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if value_type is str:
        return str(value).lower() if isinstance(value, bool) else str(value)
    raise TypeError(f"the parameter value '{value}' is not of the type {value_type}")


def _evaluate_text(text: str, value_type: Any) -> Any:
    if value_type is not None:
        try:
            return coerce_to_type(text, value_type)
        except ValueError as error:
            raise TypeError(
                f"the value '{text}' is not of the type {value_type}: {error}"
            ) from error
    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise TypeError(
            f"the parameter value '{text}' is no YAML; if it is meant as text, wrap it in "
            'launch_ros.parameter_descriptions.ParameterValue(value, value_type=str)'
        ) from error
    if loaded is None:
        return ''
    if isinstance(loaded, _SCALARS):
        return loaded
    if isinstance(loaded, list):
        return _uniform(loaded)
    raise TypeError(
        f"the parameter value '{text}' is neither text nor a number, a boolean or a list; if it "
        'is meant as text, wrap it in ParameterValue(value, value_type=str)'
    )


def _evaluate_array(context: LaunchContext, values: list[Any], value_type: Any) -> list[Any]:
    arguments = getattr(value_type, '__args__', None)
    element_type = arguments[0] if arguments else None
    elements: list[Any] = []
    for value in values:
        # Plain text in a list is text: only substitutions are read as YAML.
        if isinstance(value, str) and element_type is None:
            elements.append(value)
        else:
            elements.append(evaluate_parameter_value(context, value, element_type))
    return _uniform(elements)


def _uniform(elements: list[Any]) -> list[Any]:
    """Return the elements as one type; whole numbers among fractions become fractions."""
    kinds = {type(element) for element in elements}
    if kinds == {int, float}:
        return [float(element) for element in elements]
    if len(kinds) > 1 or not kinds <= set(_SCALARS):
        names = ', '.join(sorted(kind.__name__ for kind in kinds))
        raise TypeError(
            f'the elements of a parameter array must be of one type (text, number or boolean), '
            f'got {names} in {elements}'
        )
    return elements
