# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Set the fields of messages from dictionaries."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

import numpy as np
from rosidl_parser.definition import AbstractNestedType, NamespacedType

from rosidl_runtime_py.utilities import get_message


def set_message_fields(
    msg: Any,
    values: dict[str, Any],
    expand_header_auto: bool = False,
    expand_time_now: bool = False,
) -> list[Callable[[Any], None]]:
    """
    Set fields of a message, nested ones included, from plain Python values.

    :param expand_header_auto: let 'auto' stand for a header with the present time.
    :param expand_time_now: let 'now' stand for the present time.
    Return functions that put a time (builtin_interfaces/msg/Time) into those places.
    :raises AttributeError: when there is no such field.
    :raises TypeError: when the values are no dictionary.
    :raises AssertionError: when a value does not suit its field.
    """
    if not isinstance(values, dict):
        raise TypeError(
            f"expected a dictionary of the fields of '{type(msg).__name__}', "
            f'not {type(values).__name__} ({values!r})'
        )
    setters: list[Callable[[Any], None]] = []
    types = dict(zip(msg.get_fields_and_field_types(), msg.SLOT_TYPES, strict=True))
    for name, value in values.items():
        if name not in types:
            raise AttributeError(
                f"'{type(msg).__name__}' has no field '{name}'; "
                f'its fields are {", ".join(types) or "none"}'
            )
        current = getattr(msg, name)
        kind = type(current)
        if expand_header_auto and value == 'auto' and msg_type(current) == 'std_msgs/msg/Header':
            setters.append(_stamp_of(current))
        elif (
            expand_time_now
            and value == 'now'
            and msg_type(current) == 'builtin_interfaces/msg/Time'
        ):
            setters.append(_field_of(msg, name))
        elif isinstance(current, (array, np.ndarray)):
            is_float = (
                current.typecode in 'fd'
                if isinstance(current, array)
                else current.dtype.kind == 'f'
            )
            setattr(msg, name, [float(item) for item in value] if is_float else list(value))
        elif isinstance(current, list):
            setattr(
                msg,
                name,
                _elements(types[name], value, setters, expand_header_auto, expand_time_now),
            )
        elif hasattr(current, 'get_fields_and_field_types'):
            if isinstance(value, kind):
                setattr(msg, name, value)
            else:
                setters += set_message_fields(current, value, expand_header_auto, expand_time_now)
        elif isinstance(current, bytes):
            setattr(msg, name, bytes([value]) if isinstance(value, int) else value)
        elif isinstance(current, float) and isinstance(value, int):
            setattr(msg, name, float(value))
        else:
            setattr(msg, name, value)
    return setters


def msg_type(message: Any) -> str:
    """Return the full name of a message's type, empty for anything else."""
    return getattr(type(message), '__msgtype__', '')


def _stamp_of(header: Any) -> Callable[[Any], None]:
    def set_stamp(stamp: Any) -> None:
        header.stamp = stamp

    return set_stamp


def _field_of(message: Any, name: str) -> Callable[[Any], None]:
    def set_field(stamp: Any) -> None:
        setattr(message, name, stamp)

    return set_field


def _elements(
    slot_type: Any,
    values: Any,
    setters: list[Callable[[Any], None]],
    expand_header_auto: bool,
    expand_time_now: bool,
) -> list[Any]:
    if not isinstance(slot_type, AbstractNestedType) or not isinstance(values, (list, tuple)):
        return values
    element = slot_type.value_type
    if not isinstance(element, NamespacedType):
        return [bytes([item]) if _is_octet(element, item) else item for item in values]
    cls = get_message('/'.join(element.namespaced_name()))
    messages = []
    for value in values:
        if isinstance(value, cls):
            messages.append(value)
            continue
        message = cls()
        setters += set_message_fields(message, value, expand_header_auto, expand_time_now)
        messages.append(message)
    return messages


def _is_octet(element: Any, item: Any) -> bool:
    return getattr(element, 'typename', '') == 'octet' and isinstance(item, int)
