# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Descriptions of parameters whose values are known only when the launch runs."""

from __future__ import annotations

import atexit
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from launch.frontend import parse_substitution
from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions
from launch.utilities.type_utils import normalize_typed_substitution, perform_typed_substitution

from launch_ros.parameter_value import evaluate_parameter_value

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class ParameterValue:
    """A value with a type: without one, text is read as YAML and '1' becomes a number."""

    def __init__(self, value: Any, *, value_type: Any = None) -> None:
        """Store the value (text, substitutions, numbers, lists) and its type, such as str."""
        self.__value = value
        self.__value_type = value_type

    @property
    def value(self) -> Any:
        """Return the value before substitution."""
        return self.__value

    @property
    def value_type(self) -> Any:
        """Return the type, or None when YAML's rules tell it."""
        return self.__value_type

    def evaluate(self, context: LaunchContext) -> Any:
        """Return the value; raise TypeError when it is not of the type."""
        return evaluate_parameter_value(context, self.__value, self.__value_type)


class Parameter:
    """One named parameter."""

    def __init__(self, name: SomeSubstitutionsType, value: Any, *, value_type: Any = None) -> None:
        """Store name, value and type."""
        self.__name = normalize_to_list_of_substitutions(name)
        self.__value = ParameterValue(value, value_type=value_type)

    @property
    def name(self) -> list[Substitution]:
        """Return the name."""
        return self.__name

    @property
    def value(self) -> Any:
        """Return the value before substitution."""
        return self.__value.value

    def evaluate(self, context: LaunchContext) -> tuple[str, Any]:
        """Return name and value."""
        return perform_substitutions(context, self.__name), self.__value.evaluate(context)


class ParameterFile:
    """A YAML file with parameters, in which substitutions may be allowed."""

    def __init__(
        self,
        param_file: SomeSubstitutionsType,
        *,
        allow_substs: bool | SomeSubstitutionsType = False,
    ) -> None:
        """Store the path; with `allow_substs`, `$(var name)` and the like are replaced."""
        self.__param_file = normalize_to_list_of_substitutions(param_file)
        self.__allow_substs = normalize_typed_substitution(allow_substs, bool)

    @property
    def param_file(self) -> list[Substitution]:
        """Return the path before substitution."""
        return self.__param_file

    def evaluate(self, context: LaunchContext) -> Path:
        """
        Return the path of the file, or of a copy in which substitutions are replaced.

        Raises RuntimeError when there is no such file or it is no YAML.
        """
        path = Path(perform_substitutions(context, self.__param_file)).expanduser()
        if not path.is_file():
            raise RuntimeError(f"the parameter file '{path}' does not exist")
        if not perform_typed_substitution(context, self.__allow_substs, bool):
            return path
        text = perform_substitutions(context, parse_substitution(path.read_text(encoding='utf-8')))
        try:
            yaml.safe_load(text)
        except yaml.YAMLError as error:
            raise RuntimeError(
                f"the parameter file '{path}' is no YAML once its substitutions are replaced: "
                f'{error}'
            ) from error
        return write_temporary_parameter_file(text)


def write_temporary_parameter_file(text: str) -> Path:
    """Write a parameter file that is deleted when the launch process ends."""
    handle, path = tempfile.mkstemp(prefix='launch_params_', suffix='.yaml')
    with os.fdopen(handle, 'w', encoding='utf-8') as stream:
        stream.write(text)
    atexit.register(lambda: Path(path).unlink(missing_ok=True))
    return Path(path)
