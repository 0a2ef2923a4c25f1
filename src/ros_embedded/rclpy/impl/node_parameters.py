# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The parameters of a node."""

from __future__ import annotations

import copy
import math
import warnings
from collections.abc import Callable
from typing import Any

from rcl_interfaces.msg import (
    ListParametersResult,
    ParameterDescriptor,
    ParameterEvent,
    SetParametersResult,
)

from rclpy.exceptions import (
    InvalidParameterException,
    InvalidParameterTypeException,
    InvalidParameterValueException,
    ParameterAlreadyDeclaredException,
    ParameterImmutableException,
    ParameterNotDeclaredException,
    ParameterUninitializedException,
)
from rclpy.parameter import PARAMETER_SEPARATOR_STRING, Parameter

DEPTH_RECURSIVE = 0


class NodeParameters:
    """Declaration, reading, setting and describing of parameters; a base of Node."""

    _parameter_overrides: dict[str, Parameter]

    def _init_parameters(self, allow_undeclared: bool) -> None:
        self._allow_undeclared_parameters = allow_undeclared
        self._parameters: dict[str, Parameter] = {}
        self._descriptors: dict[str, Any] = {}
        self._pre_set_callbacks: list[Callable[[list[Parameter]], list[Parameter]]] = []
        self._on_set_callbacks: list[Callable[[list[Parameter]], Any]] = []
        self._post_set_callbacks: list[Callable[[list[Parameter]], None]] = []

    def declare_parameter(
        self,
        name: str,
        value: Any = None,
        descriptor: Any = None,
        ignore_override: bool = False,
    ) -> Parameter:
        """
        Declare a parameter; see declare_parameters().

        :param value: default value, or a Parameter.Type for a parameter without one.
        """
        return self.declare_parameters('', [(name, value, descriptor)], ignore_override)[0]

    def declare_parameters(
        self,
        namespace: str,
        parameters: list[Any],
        ignore_override: bool = False,
    ) -> list[Parameter]:
        """
        Declare parameters: tuples of name, default value (or type) and descriptor.

        Values of the command line or a parameter file replace the defaults.

        :raises ParameterAlreadyDeclaredException: when one is declared already.
        :raises InvalidParameterException: when a name is empty.
        :raises InvalidParameterTypeException: when an override has another type.
        :raises InvalidParameterValueException: when a range or callback rejects a value.
        """
        prepared: list[tuple[Parameter, Any]] = []
        for entry in parameters:
            name, value, descriptor = (*entry, None, None)[:3]
            if namespace:
                name = f'{namespace}{PARAMETER_SEPARATOR_STRING}{name}'
            if not isinstance(name, str):
                raise TypeError(f'parameter name must be a str, not {type(name).__name__}')
            if not name:
                raise InvalidParameterException(name)
            if name in self._parameters and name in self._descriptors:
                raise ParameterAlreadyDeclaredException(name)
            prepared.append(self._prepare(name, value, descriptor, ignore_override))
        for parameter, descriptor in prepared:
            self._descriptors[parameter.name] = descriptor
            self._parameters.setdefault(parameter.name, Parameter(parameter.name))
            result = self._apply([parameter], declaring=True)
            if not result.successful:
                del self._descriptors[parameter.name]
                del self._parameters[parameter.name]
                if result.reason.startswith('Wrong parameter type'):
                    raise InvalidParameterTypeException(
                        parameter, Parameter.Type(descriptor.type).name
                    )
                raise InvalidParameterValueException(
                    parameter.name, parameter.value, result.reason
                )
        return [self._parameters[parameter.name] for parameter, _ in prepared]

    def _prepare(
        self, name: str, value: Any, descriptor: Any, ignore_override: bool
    ) -> tuple[Parameter, Any]:
        described = descriptor is not None
        descriptor = copy.deepcopy(descriptor) if described else ParameterDescriptor()
        descriptor.name = name
        override = None if ignore_override else self._parameter_overrides.get(name)
        if isinstance(value, Parameter.Type):
            if value == Parameter.Type.NOT_SET:
                raise ValueError(
                    f"Cannot declare parameter '{name}' as statically typed of type NOT_SET"
                )
            descriptor.type = value.value
            parameter = override or Parameter(name)
        else:
            default = value if isinstance(value, Parameter) else Parameter(name, value=value)
            parameter = override or default
            if value is None and not descriptor.type:
                if not described:
                    warnings.warn(
                        f"when declaring parameter '{name}' only providing its name is "
                        'deprecated: give a default value, a Parameter.Type, or a descriptor '
                        'with dynamic_typing=True',
                        UserWarning,
                        stacklevel=4,
                    )
                descriptor.dynamic_typing = True
            elif not descriptor.dynamic_typing:
                descriptor.type = default.type_.value if value is not None else descriptor.type
        if override is not None:
            parameter = _converted(name, parameter, descriptor)
        return parameter, descriptor

    def undeclare_parameter(self, name: str) -> None:
        """
        Undeclare a parameter.

        :raises ParameterNotDeclaredException: when it is not declared.
        :raises ParameterImmutableException: when it is read-only.
        """
        if name not in self._parameters:
            raise ParameterNotDeclaredException(name)
        if self.describe_parameter(name).read_only:
            raise ParameterImmutableException(name)
        del self._parameters[name]
        self._descriptors.pop(name, None)

    def has_parameter(self, name: str) -> bool:
        """Tell whether a parameter is declared."""
        return name in self._parameters

    def get_parameter_types(self, names: list[str]) -> list[Parameter.Type]:
        """Return the types of parameters."""
        return [self.get_parameter_type(name) for name in names]

    def get_parameter_type(self, name: str) -> Parameter.Type:
        """
        Return the type of a parameter.

        :raises ParameterNotDeclaredException: when it is not declared.
        """
        if name in self._parameters:
            return self._parameters[name].type_
        if self._allow_undeclared_parameters:
            return Parameter.Type.NOT_SET
        raise ParameterNotDeclaredException(name)

    def get_parameters(self, names: list[str]) -> list[Parameter]:
        """Return parameters; see get_parameter()."""
        return [self.get_parameter(name) for name in names]

    def get_parameter(self, name: str) -> Parameter:
        """
        Return a parameter.

        :raises ParameterNotDeclaredException: when it is not declared.
        :raises ParameterUninitializedException: when it has a type and no value yet.
        """
        parameter = self._parameters.get(name)
        if parameter is None:
            if self._allow_undeclared_parameters:
                return Parameter(name)
            raise ParameterNotDeclaredException(name)
        descriptor = self._descriptors.get(name)
        if (
            parameter.type_ == Parameter.Type.NOT_SET
            and descriptor is not None
            and not descriptor.dynamic_typing
        ):
            raise ParameterUninitializedException(name)
        return parameter

    def get_parameter_or(self, name: str, alternative_value: Parameter | None = None) -> Parameter:
        """Return a parameter, or an alternative when it is not declared or has no value."""
        parameter = self._parameters.get(name)
        if parameter is None or parameter.type_ == Parameter.Type.NOT_SET:
            return alternative_value if alternative_value is not None else Parameter(name)
        return parameter

    def get_parameters_by_prefix(self, prefix: str) -> dict[str, Parameter]:
        """Return the parameters whose names start with a prefix and '.', by the rest."""
        start = f'{prefix}{PARAMETER_SEPARATOR_STRING}' if prefix else ''
        return {
            name[len(start) :]: parameter
            for name, parameter in self._parameters.items()
            if name.startswith(start)
        }

    def set_parameters(self, parameter_list: list[Parameter]) -> list[Any]:
        """
        Set parameters one after the other; return a SetParametersResult for each.

        :raises ParameterNotDeclaredException: when one is not declared.
        """
        return [self.set_parameters_atomically([parameter]) for parameter in parameter_list]

    def set_parameters_atomically(self, parameter_list: list[Parameter]) -> Any:
        """
        Set all parameters or none; return one SetParametersResult.

        :raises ParameterNotDeclaredException: when one is not declared.
        """
        parameters = list(parameter_list)
        for callback in self._pre_set_callbacks:
            parameters = callback(parameters)
        if self._pre_set_callbacks and not parameters:
            return SetParametersResult(
                successful=False,
                reason='parameter list cannot be empty, this might be due to '
                'pre_set_parameters_callback modifying the original parameters list.',
            )
        undeclared = [each.name for each in parameters if each.name not in self._parameters]
        if undeclared and not self._allow_undeclared_parameters:
            raise ParameterNotDeclaredException(undeclared)
        for name in undeclared:
            self._descriptors[name] = ParameterDescriptor(name=name, dynamic_typing=True)
        return self._apply(parameters, declaring=False)

    def _apply(self, parameters: list[Parameter], declaring: bool) -> Any:
        for parameter in parameters:
            reason = self._objection(parameter, declaring)
            if reason:
                return SetParametersResult(successful=False, reason=reason)
        for callback in self._on_set_callbacks:
            result = callback(parameters)
            if not result.successful:
                return result
        event = ParameterEvent()
        for parameter in parameters:
            previous = self._parameters.get(parameter.name)
            was_set = previous is not None and previous.type_ != Parameter.Type.NOT_SET
            if parameter.type_ == Parameter.Type.NOT_SET:
                if was_set:
                    event.deleted_parameters.append(parameter.to_parameter_msg())
                if not declaring and self._descriptors[parameter.name].dynamic_typing:
                    del self._parameters[parameter.name]
                    del self._descriptors[parameter.name]
                    continue
            elif was_set:
                event.changed_parameters.append(parameter.to_parameter_msg())
            else:
                event.new_parameters.append(parameter.to_parameter_msg())
            self._parameters[parameter.name] = parameter
            descriptor = self._descriptors[parameter.name]
            if descriptor.dynamic_typing:
                descriptor.type = parameter.type_.value
        for callback in self._post_set_callbacks:
            callback(parameters)
        self._publish_parameter_event(event)
        return SetParametersResult(successful=True)

    def _publish_parameter_event(self, event: Any) -> None:
        raise NotImplementedError

    def _objection(self, parameter: Parameter, declaring: bool) -> str:
        """Return why a descriptor forbids a value, empty when it does not."""
        descriptor = self._descriptors[parameter.name]
        name, kind = parameter.name, parameter.type_
        if descriptor.read_only and not declaring:
            return f'Trying to set a read-only parameter: {name}.'
        if kind == Parameter.Type.NOT_SET:
            if declaring or descriptor.dynamic_typing:
                return ''
            return 'Static parameter cannot be undeclared'
        if not descriptor.dynamic_typing and descriptor.type and kind.value != descriptor.type:
            empty_array = kind.name.endswith('_ARRAY') and not parameter.value
            expected = Parameter.Type(descriptor.type)
            if not (empty_array and expected.name.endswith('_ARRAY')):
                return (
                    f'Wrong parameter type, expected '
                    f"'{expected}' got '{kind}' for parameter '{name}'"
                )
        return _range_objection(parameter, descriptor)

    def describe_parameter(self, name: str) -> Any:
        """
        Return the descriptor of a parameter.

        :raises ParameterNotDeclaredException: when it is not declared.
        """
        descriptor = self._descriptors.get(name)
        if descriptor is None:
            if self._allow_undeclared_parameters:
                return ParameterDescriptor(name=name)
            raise ParameterNotDeclaredException(name)
        return descriptor

    def describe_parameters(self, names: list[str]) -> list[Any]:
        """Return the descriptors of parameters."""
        return [self.describe_parameter(name) for name in names]

    def set_descriptor(self, name: str, descriptor: Any, alternative_value: Any = None) -> Any:
        """
        Replace the descriptor of a parameter; return its value.

        :raises ParameterNotDeclaredException: when it is not declared.
        :raises ParameterImmutableException: when it is read-only.
        :raises InvalidParameterValueException: when the value does not suit the descriptor.
        """
        if self.describe_parameter(name).read_only:
            raise ParameterImmutableException(name)
        previous = self._descriptors[name]
        chosen = copy.deepcopy(descriptor)
        chosen.name = name
        if not chosen.type and not chosen.dynamic_typing:
            chosen.type = self._parameters[name].type_.value
        self._descriptors[name] = chosen
        parameter = (
            self._parameters[name]
            if alternative_value is None
            else Parameter.from_parameter_msg(_named(name, alternative_value))
        )
        result = self._apply([parameter], declaring=True)
        if not result.successful:
            self._descriptors[name] = previous
            raise InvalidParameterValueException(name, parameter.value, result.reason)
        return self._parameters[name].get_parameter_value()

    def list_parameters(self, prefixes: list[str], depth: int) -> Any:
        """Return the names of parameters below prefixes, down to a depth (0: all)."""
        result = ListParametersResult()
        names: list[str] = []
        found: set[str] = set()
        separator = PARAMETER_SEPARATOR_STRING
        for name in self._parameters:
            if prefixes:
                matches = any(
                    name == prefix
                    or (
                        name.startswith(prefix + separator)
                        and (
                            depth == DEPTH_RECURSIVE
                            or name[len(prefix) + 1 :].count(separator) < depth
                        )
                    )
                    for prefix in prefixes
                )
            else:
                matches = depth == DEPTH_RECURSIVE or name.count(separator) < depth
            if matches:
                names.append(name)
                if separator in name:
                    found.add(name.rpartition(separator)[0])
        result.names = names
        result.prefixes = sorted(found)
        return result

    def add_pre_set_parameters_callback(
        self, callback: Callable[[list[Parameter]], list[Parameter]]
    ) -> None:
        """Let a function change a list of parameters before they are set."""
        self._pre_set_callbacks.insert(0, callback)

    def add_on_set_parameters_callback(self, callback: Callable[[list[Parameter]], Any]) -> None:
        """Let a function accept or reject parameters before they are set."""
        self._on_set_callbacks.insert(0, callback)

    def add_post_set_parameters_callback(
        self, callback: Callable[[list[Parameter]], None]
    ) -> None:
        """Call a function after parameters were set."""
        self._post_set_callbacks.insert(0, callback)

    def remove_pre_set_parameters_callback(self, callback: Callable[..., Any]) -> None:
        """Remove a function added before."""
        self._pre_set_callbacks.remove(callback)

    def remove_on_set_parameters_callback(self, callback: Callable[..., Any]) -> None:
        """Remove a function added before."""
        self._on_set_callbacks.remove(callback)

    def remove_post_set_parameters_callback(self, callback: Callable[..., Any]) -> None:
        """Remove a function added before."""
        self._post_set_callbacks.remove(callback)


def _named(name: str, value: Any) -> Any:
    from rcl_interfaces.msg import Parameter as ParameterMsg

    return ParameterMsg(name=name, value=value)


def _converted(name: str, parameter: Parameter, descriptor: Any) -> Parameter:
    """Return an override in the declared type where YAML cannot tell: an empty list."""
    if descriptor.type and parameter.value == []:
        expected = Parameter.Type(descriptor.type)
        if expected.name.endswith('_ARRAY'):
            return Parameter(name, expected, [])
    return parameter


def _range_objection(parameter: Parameter, descriptor: Any) -> str:
    value = parameter.value
    if parameter.type_ == Parameter.Type.INTEGER and descriptor.integer_range:
        limits = descriptor.integer_range[0]
        low, high, step = limits.from_value, limits.to_value, limits.step
        on_step = not step or (value - low) % step == 0
    elif parameter.type_ == Parameter.Type.DOUBLE and descriptor.floating_point_range:
        limits = descriptor.floating_point_range[0]
        low, high, step = limits.from_value, limits.to_value, limits.step
        if not math.isfinite(value):
            on_step = False
        else:
            steps = (value - low) / step if step else 0.0
            on_step = math.isclose(steps, round(steps), rel_tol=1e-9, abs_tol=1e-6)
    else:
        return ''
    if value in (low, high):
        return ''
    if not low <= value <= high:
        return f'Parameter {parameter.name} out of range. Min: {low}, Max: {high}, value: {value}'
    if not on_step:
        return (
            f'The parameter value for {parameter.name} is not a valid step. '
            f'Min: {low}, max: {high}, value: {value}, step: {step}'
        )
    return ''
