# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Exceptions of rclpy."""

from __future__ import annotations

from typing import Any


class RCLError(RuntimeError):
    """An operation failed, e.g. because its context was shut down."""


class NotInitializedException(Exception):
    """rclpy.init() has not been called, or the context was shut down."""

    def __init__(self, *args: Any) -> None:
        """Create the exception."""
        super().__init__('rclpy.init() has not been called', *args)


class NoTypeSupportImportedException(Exception):
    """A class is no ROS interface."""

    def __init__(self, *args: Any) -> None:
        """Create the exception."""
        super().__init__('no type_support imported', *args)


class NameValidationException(Exception):
    """A name breaks the rules."""

    def __init__(self, name_type: str, name: str, error_msg: str, invalid_index: int) -> None:
        """Describe what is wrong and where."""
        super().__init__(
            f"Invalid {name_type}: {error_msg}:\n  '{name}'\n   {' ' * invalid_index}^"
        )
        self.name_type = name_type
        self.name = name
        self.error_msg = error_msg
        self.invalid_index = invalid_index


class InvalidNamespaceException(NameValidationException):
    """A namespace breaks the rules."""

    def __init__(self, name: str, error_msg: str, invalid_index: int) -> None:
        """Describe what is wrong and where."""
        super().__init__('namespace', name, error_msg, invalid_index)


class InvalidNodeNameException(NameValidationException):
    """A node name breaks the rules."""

    def __init__(self, name: str, error_msg: str, invalid_index: int) -> None:
        """Describe what is wrong and where."""
        super().__init__('node name', name, error_msg, invalid_index)


class InvalidTopicNameException(NameValidationException):
    """A topic name breaks the rules."""

    def __init__(self, name: str, error_msg: str, invalid_index: int) -> None:
        """Describe what is wrong and where."""
        super().__init__('topic name', name, error_msg, invalid_index)


class InvalidServiceNameException(NameValidationException):
    """A service name breaks the rules."""

    def __init__(self, name: str, error_msg: str, invalid_index: int) -> None:
        """Describe what is wrong and where."""
        super().__init__('service name', name, error_msg, invalid_index)


class InvalidHandle(RuntimeError):
    """A publisher, subscription or other entity was used after it was destroyed."""


class ParameterException(Exception):
    """Base of what is wrong with a parameter."""

    def __init__(self, error_msg: str, parameters: Any, *args: Any) -> None:
        """Describe what is wrong with which parameters."""
        super().__init__(error_msg, parameters, *args)


class ParameterNotDeclaredException(ParameterException):
    """A parameter was used that is not declared."""

    def __init__(self, parameters: Any, *args: Any) -> None:
        """Name the parameters."""
        super().__init__('Invalid access to undeclared parameter(s)', parameters, *args)


class ParameterUninitializedException(ParameterException):
    """A parameter was read before it had a value."""

    def __init__(self, parameter_name: str, *args: Any) -> None:
        """Name the parameter."""
        super().__init__('The parameter is not initialized', parameter_name, *args)


class ParameterAlreadyDeclaredException(ParameterException):
    """A parameter was declared twice."""

    def __init__(self, parameters: Any, *args: Any) -> None:
        """Name the parameters."""
        super().__init__('Parameter(s) already declared', parameters, *args)


class InvalidParameterException(ParameterException):
    """A parameter name is invalid."""

    def __init__(self, parameter: Any, *args: Any) -> None:
        """Name the parameter."""
        super().__init__('Invalid parameter name', parameter, *args)


class InvalidParameterTypeException(ParameterException):
    """A value has another type than its parameter."""

    def __init__(
        self, desired_parameter: Any, expected_type: Any, param_name: str | None = None
    ) -> None:
        """Name the parameter and both types."""
        name = getattr(desired_parameter, 'name', param_name)
        found = getattr(getattr(desired_parameter, 'type_', None), 'name', desired_parameter)
        super().__init__(
            f"Trying to set parameter '{name}' to '{getattr(desired_parameter, 'value', None)}' "
            f"of type '{found}', expecting type '{expected_type}'",
            name,
        )


class InvalidParameterValueException(ParameterException):
    """A value was rejected."""

    def __init__(self, parameter: Any, value: Any, reason: str) -> None:
        """Name the parameter, the value and the reason."""
        super().__init__(
            f"Invalid parameter value ({value}) for parameter '{parameter}'. Reason: {reason}",
            parameter,
        )
        self.reason = reason


class ParameterImmutableException(ParameterException):
    """A read-only parameter was undeclared or changed."""

    def __init__(self, parameter: Any, *args: Any) -> None:
        """Name the parameter."""
        super().__init__('Attempted to modify read-only parameter', parameter, *args)


class InvalidTypeForServiceException(Exception):
    """A class is no service."""


class ROSInterruptException(Exception):
    """A wait was interrupted by shutdown."""

    def __init__(self) -> None:
        """Create the exception."""
        super().__init__('rclpy.shutdown() has been called')


class TimerCancelledError(Exception):
    """A rate was used after its timer was cancelled."""


class UnsupportedEventTypeError(RuntimeError):
    """The transport cannot report this event."""
