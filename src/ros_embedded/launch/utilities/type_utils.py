# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Convert the text of substitutions to typed values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import yaml
from launch.substitution import Substitution
from launch.utilities.normalize_to_list_of_substitutions import normalize_to_list_of_substitutions
from launch.utilities.perform_substitutions import perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext

ScalarValueType = str | int | float | bool
NormalizedValueType = ScalarValueType | list[Substitution]

_TRUE = ('true', 'yes', 'on', '1')
_FALSE = ('false', 'no', 'off', '0')


def coerce_to_type(value: str, data_type: Any = None, *, can_be_str: bool = True) -> Any:
    """
    Return the value that the text stands for.

    `data_type` is str, int, float, bool, list[...] of one of them, or None: then the text is read
    as YAML. Raises ValueError when the text is of another type.
    """
    if data_type is None:
        loaded = load_yaml_scalar(value)
        if isinstance(loaded, str) and not can_be_str:
            raise ValueError(f"expected a number, a boolean or a list, got '{value}'")
        return loaded
    if data_type is str:
        return value
    if data_type is bool:
        return _to_bool(value)
    if data_type in (int, float):
        try:
            return data_type(value)
        except ValueError:
            raise ValueError(f"expected {data_type.__name__}, got '{value}'") from None
    return _to_list(value, data_type)


def load_yaml_scalar(text: str) -> Any:
    """Return the value of a YAML text, or the text itself when it is none."""
    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError:
        return text
    return text if loaded is None or not isinstance(loaded, (str, int, float, list)) else loaded


def normalize_typed_substitution(value: Any, data_type: Any = None) -> Any:
    """Return plain values as they are and text or substitutions as a list of substitutions."""
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (str, Substitution, Iterable)):
        return normalize_to_list_of_substitutions(value)
    raise TypeError(f"expected a value of type {data_type} or substitutions, got '{value}'")


def perform_typed_substitution(context: LaunchContext, value: Any, data_type: Any = None) -> Any:
    """Return the typed value of what `normalize_typed_substitution` returned."""
    if isinstance(value, list) and value and isinstance(value[0], Substitution):
        return coerce_to_type(perform_substitutions(context, value), data_type)
    return value


def _to_bool(value: str) -> bool:
    lowered = value.strip().lower()
    if lowered in _TRUE:
        return True
    if lowered in _FALSE:
        return False
    raise ValueError(f"expected a boolean ({', '.join(_TRUE + _FALSE)}), got '{value}'")


def _to_list(value: str, data_type: Any) -> list[Any]:
    element_types = getattr(data_type, '__args__', None)
    loaded = yaml.safe_load(value)
    if not isinstance(loaded, list):
        raise ValueError(f"expected a list, got '{value}'")
    if not element_types:
        return loaded
    return [
        coerce_to_type(one if isinstance(one, str) else yaml_text(one), element_types[0])
        for one in loaded
    ]


def yaml_text(value: Any) -> str:
    """Return a scalar as YAML writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
