# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Evaluate the parameters of a node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

from launch_ros.parameter_descriptions import Parameter, ParameterFile, ParameterValue
from launch_ros.parameter_value import evaluate_parameter_value

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


def evaluate_parameters(
    context: LaunchContext, parameters: Iterable[Any]
) -> list[Path | dict[str, Any] | tuple[str, Any]]:
    """
    Return, in order, paths of files, dictionaries, and pairs of name and value.

    Nested dictionaries become names with dots. Raises TypeError for parameters of a wrong type.
    """
    evaluated: list[Path | dict[str, Any] | tuple[str, Any]] = []
    for parameter in parameters:
        if isinstance(parameter, (ParameterFile, Parameter)):
            evaluated.append(parameter.evaluate(context))
        elif isinstance(parameter, Mapping):
            evaluated.append(evaluate_parameter_dictionary(context, parameter))
        else:
            evaluated.append(ParameterFile(parameter).evaluate(context))
    return evaluated


def evaluate_parameter_dictionary(
    context: LaunchContext, parameters: Mapping[Any, Any], prefix: str = ''
) -> dict[str, Any]:
    """Return the names and values of a dictionary of parameters."""
    evaluated: dict[str, Any] = {}
    for key, value in parameters.items():
        name = prefix + perform_substitutions(context, normalize_to_list_of_substitutions(key))
        if isinstance(value, Mapping):
            evaluated.update(evaluate_parameter_dictionary(context, value, name + '.'))
        elif isinstance(value, ParameterValue):
            evaluated[name] = _evaluate(context, name, value.value, value.value_type)
        else:
            evaluated[name] = _evaluate(context, name, value, None)
    return evaluated


def _evaluate(context: LaunchContext, name: str, value: Any, value_type: Any) -> Any:
    try:
        return evaluate_parameter_value(context, value, value_type)
    except TypeError as error:
        raise TypeError(f"parameter '{name}': {error}") from error
