# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Set the fields of messages from dictionaries."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from rosidl_parser.definition import AbstractNestedType, BasicType, NamespacedType

from rosidl_runtime_py.convert import get_message_slot_types
from rosidl_runtime_py.import_message import import_message_from_namespaced_type

Setter = Callable[[Any], None]


def set_message_fields(
    msg: Any,
    values: dict[str, Any],
    expand_header_auto: bool = False,
    expand_time_now: bool = False,
) -> list[Setter]:
    """
    Set fields of a message, nested ones included, from plain Python values.

    Values are converted to the type of their field where Python can: 5 and '5' to either.

    :param expand_header_auto: let 'auto' stand for a header with the present time.
    :param expand_time_now: let 'now' stand for the present time.
    Return functions that put a time (builtin_interfaces/msg/Time) into those places.
    :raises AttributeError: when there is no such field.
    :raises TypeError: when the values of a message are no dictionary.
    :raises ValueError: when a value cannot be converted.
    :raises AssertionError: when a value does not suit its field.
    """
    return _FieldSetter(expand_header_auto, expand_time_now).set_fields(msg, values)


class _FieldSetter:
    def __init__(self, expand_header_auto: bool, expand_time_now: bool) -> None:
        self._expand_header_auto = expand_header_auto
        self._expand_time_now = expand_time_now

    def set_fields(self, msg: Any, values: Any) -> list[Setter]:
        if not isinstance(values, dict):
            raise TypeError(
                f"Value '{values}' is expected to be a dictionary but is a {type(values).__name__}"
            )
        setters: list[Setter] = []
        types = get_message_slot_types(msg)
        for name, value in values.items():
            if name not in types:
                raise AttributeError(
                    f"'{type(msg).__name__}' has no field '{name}'; "
                    f'its fields are {", ".join(types) or "none"}'
                )
            field = getattr(msg, name)
            full_name = _message_name(field)
            if self._expand_header_auto and value == 'auto' and full_name == 'std_msgs/msg/Header':
                setters.append(partial(setattr, field, 'stamp'))
            elif (
                self._expand_time_now
                and value == 'now'
                and full_name == 'builtin_interfaces/msg/Time'
            ):
                setters.append(partial(setattr, msg, name))
            elif full_name and not isinstance(value, type(field)):
                setters += self.set_fields(field, value)
            elif isinstance(field, list):
                setattr(msg, name, self._elements(types[name], value, setters))
            else:
                setattr(msg, name, _converted(value, field))
        return setters

    def _elements(self, field_type: Any, values: Any, setters: list[Setter]) -> Any:
        if not isinstance(field_type, AbstractNestedType) or not isinstance(values, (list, tuple)):
            return values
        element = field_type.value_type
        if not isinstance(element, NamespacedType):
            is_byte = isinstance(element, BasicType) and element.typename == 'octet'
            return [_byte(value) for value in values] if is_byte else list(values)
        cls = import_message_from_namespaced_type(element)
        messages = []
        for value in values:
            message = value if isinstance(value, cls) else cls()
            if message is not value:
                setters += self.set_fields(message, value)
            messages.append(message)
        return messages


def _message_name(value: Any) -> str:
    """Return the full name of a message's type, '' for anything else."""
    return getattr(type(value), '__msgtype__', '')


def _converted(value: Any, field: Any) -> Any:
    """Return a value as the type that a field holds."""
    if isinstance(field, array):
        return array(field.typecode, value)
    if isinstance(field, np.ndarray):
        return np.array(value, dtype=field.dtype)
    if isinstance(field, bytes):
        return _byte(value)
    # bool('false') would be True: what is no truth value must not become one.
    if type(value) is type(field) or isinstance(field, bool):
        return value
    return type(field)(value)


def _byte(value: Any) -> Any:
    return bytes([value]) if isinstance(value, int) else value
