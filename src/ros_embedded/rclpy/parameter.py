# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Parameters: named values of the types ROS knows."""

from __future__ import annotations

import array
from collections.abc import Iterable
from enum import Enum
from typing import Any

from rcl_interfaces.msg import Parameter as ParameterMsg
from rcl_interfaces.msg import ParameterType, ParameterValue

from ros_embedded.arguments import parse_parameter_value
from ros_embedded.parameter_files import parameters_for, read_parameter_file

PARAMETER_SEPARATOR_STRING = '.'


class Parameter:
    """Name, type and value of a parameter."""

    class Type(Enum):
        """Types of parameters; the values are those of rcl_interfaces/msg/ParameterType."""

        NOT_SET = ParameterType.PARAMETER_NOT_SET
        BOOL = ParameterType.PARAMETER_BOOL
        INTEGER = ParameterType.PARAMETER_INTEGER
        DOUBLE = ParameterType.PARAMETER_DOUBLE
        STRING = ParameterType.PARAMETER_STRING
        BYTE_ARRAY = ParameterType.PARAMETER_BYTE_ARRAY
        BOOL_ARRAY = ParameterType.PARAMETER_BOOL_ARRAY
        INTEGER_ARRAY = ParameterType.PARAMETER_INTEGER_ARRAY
        DOUBLE_ARRAY = ParameterType.PARAMETER_DOUBLE_ARRAY
        STRING_ARRAY = ParameterType.PARAMETER_STRING_ARRAY

        @classmethod
        def from_parameter_value(cls, parameter_value: Any) -> Parameter.Type:
            """
            Return the type of a Python value.

            :raises TypeError: when no parameter can hold it.
            """
            value = parameter_value
            if value is None:
                return cls.NOT_SET
            if isinstance(value, bool):
                return cls.BOOL
            if isinstance(value, int):
                return cls.INTEGER
            if isinstance(value, float):
                return cls.DOUBLE
            if isinstance(value, str):
                return cls.STRING
            if isinstance(value, array.array):
                return {'d': cls.DOUBLE_ARRAY, 'q': cls.INTEGER_ARRAY}.get(
                    value.typecode, cls.BYTE_ARRAY
                )
            if isinstance(value, (list, tuple)):
                if all(isinstance(item, bytes) for item in value):
                    return cls.BYTE_ARRAY
                if all(isinstance(item, bool) for item in value):
                    return cls.BOOL_ARRAY
                if all(isinstance(item, int) and not isinstance(item, bool) for item in value):
                    return cls.INTEGER_ARRAY
                if all(isinstance(item, float) for item in value):
                    return cls.DOUBLE_ARRAY
                if all(isinstance(item, str) for item in value):
                    return cls.STRING_ARRAY
                raise TypeError('The given value is not a list of one of the allowed types')
            raise TypeError('The given value is not one of the allowed types')

        def check(self, parameter_value: Any) -> bool:
            """Tell whether a Python value has this type."""
            value = parameter_value
            if isinstance(value, (list, tuple)) and not value:
                return self.name.endswith('_ARRAY')
            try:
                return self == Parameter.Type.from_parameter_value(value)
            except TypeError:
                return False

    def __init__(self, name: str, type_: Parameter.Type | None = None, value: Any = None) -> None:
        """
        Create a parameter; without a type it has that of the value.

        :raises TypeError: when the type is no Parameter.Type or no parameter can hold the value.
        :raises ValueError: when the value has another type.
        """
        if type_ is None:
            type_ = Parameter.Type.from_parameter_value(value)
        if not isinstance(type_, Parameter.Type):
            raise TypeError(f"type must be an instance of '{Parameter.Type!r}'")
        if not type_.check(value):
            raise ValueError(f"Type '{type_}' and value '{value}' do not agree")
        self._name = name
        self._type = type_
        self._value = value

    @classmethod
    def from_parameter_msg(cls, param_msg: Any) -> Parameter:
        """Create a parameter from rcl_interfaces/msg/Parameter."""
        value = parameter_value_to_python(param_msg.value)
        return cls(param_msg.name, Parameter.Type(param_msg.value.type), value)

    @property
    def name(self) -> str:
        """Return the name."""
        return self._name

    @property
    def type_(self) -> Parameter.Type:
        """Return the type."""
        return self._type

    @property
    def value(self) -> Any:
        """Return the value."""
        return self._value

    def __eq__(self, other: object) -> bool:
        """Compare name, type and value."""
        return (
            isinstance(other, Parameter)
            and self._name == other._name
            and self._type == other._type
            and self._value == other._value
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Return the parameter as text."""
        return f'Parameter(name={self._name!r}, type={self._type.name}, value={self._value!r})'

    def get_parameter_value(self) -> Any:
        """Return the value as rcl_interfaces/msg/ParameterValue."""
        message = ParameterValue(type=self._type.value)
        if self._type != Parameter.Type.NOT_SET:
            value = self._value
            if isinstance(value, tuple):
                value = list(value)
            setattr(message, f'{self._type.name.lower()}_value', value)
        return message

    def to_parameter_msg(self) -> Any:
        """Return the parameter as rcl_interfaces/msg/Parameter."""
        return ParameterMsg(name=self._name, value=self.get_parameter_value())


def parameter_value_to_python(parameter_value: Any) -> Any:
    """
    Return the Python value of rcl_interfaces/msg/ParameterValue; arrays become lists.

    :raises RuntimeError: when its type is unknown.
    """
    try:
        kind = Parameter.Type(parameter_value.type)
    except ValueError as error:
        raise RuntimeError(f'unexpected parameter type {parameter_value.type}') from error
    if kind == Parameter.Type.NOT_SET:
        return None
    value = getattr(parameter_value, f'{kind.name.lower()}_value')
    return list(value) if kind.name.endswith('_ARRAY') else value


def get_parameter_value(string_value: str) -> Any:
    """Return the ParameterValue of a text, as a command line gives it."""
    value = parse_parameter_value(string_value)
    if isinstance(value, list) and any(isinstance(item, float) for item in value):
        value = [float(item) if isinstance(item, (int, float)) else item for item in value]
    try:
        return Parameter('', value=value).get_parameter_value()
    except (TypeError, AssertionError):
        return Parameter('', value=string_value).get_parameter_value()


def parameter_dict_from_yaml_file(
    parameter_file: str,
    use_wildcard: bool = False,
    target_nodes: Iterable[str] | None = None,
    namespace: str = '',
) -> dict[str, Any]:
    """
    Return the parameters of a file as rcl_interfaces/msg/Parameter, by name.

    :param use_wildcard: include what the file gives for '/**'.
    :param target_nodes: full names of the nodes whose parameters are wanted; None: of all.
    :raises RuntimeError: when nothing in the file is for these nodes.
    """
    rules = read_parameter_file(parameter_file)
    if not use_wildcard:
        rules = [rule for rule in rules if '*' not in rule.node_pattern]
    values: dict[str, Any] = {}
    if target_nodes is None:
        for rule in rules:
            values.update(rule.values)
    else:
        for node in target_nodes:
            values.update(parameters_for(rules, f'/{node.lstrip("/")}'))
    if not values:
        raise RuntimeError('Param file does not contain any valid parameters')
    prefix = f'{namespace}.' if namespace else ''
    return {
        name: Parameter(f'{prefix}{name}', value=value).to_parameter_msg()
        for name, value in values.items()
    }
