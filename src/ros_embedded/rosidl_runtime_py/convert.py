# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Messages as dictionaries, YAML and CSV."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

import numpy as np
import yaml
from rosidl_parser.definition import (
    AbstractNestedType,
    AbstractString,
    Array,
    BasicType,
    BoundedSequence,
    NamespacedType,
)

_COLLECTIONS = (list, tuple, array, np.ndarray)


class _Dumper(yaml.SafeDumper):
    """Writes dictionaries in their order, and lists of scalars in block style."""


_Dumper.add_representer(
    OrderedDict,
    lambda dumper, data: dumper.represent_mapping('tag:yaml.org,2002:map', data.items()),
)


def get_message_slot_types(msg: Any) -> OrderedDict[str, Any]:
    """Return the type of every field, by its name."""
    return OrderedDict(zip(msg.get_fields_and_field_types(), msg.SLOT_TYPES, strict=True))


def message_to_ordereddict(
    msg: Any,
    *,
    truncate_length: int | None = None,
    no_arr: bool = False,
    no_str: bool = False,
) -> OrderedDict[str, Any]:
    """
    Return a message as dictionary of plain Python values.

    A byte becomes a string of one character. A serialized message (bytes) becomes its bytes.

    :param truncate_length: longest arrays, strings and bytes; None for any length.
    :param no_arr: replace arrays by their type.
    :param no_str: replace strings by their length.
    """
    if isinstance(msg, bytes):
        return OrderedDict(bytes=msg)
    return OrderedDict(
        (
            name,
            _convert_value(
                getattr(msg, name),
                field_type=field_type,
                truncate_length=truncate_length,
                no_arr=no_arr,
                no_str=no_str,
            ),
        )
        for name, field_type in get_message_slot_types(msg).items()
    )


def message_to_yaml(
    msg: Any,
    *,
    truncate_length: int | None = None,
    no_arr: bool = False,
    no_str: bool = False,
    flow_style: bool = False,
) -> str:
    """Return a message as YAML; see message_to_ordereddict()."""
    content = message_to_ordereddict(
        msg, truncate_length=truncate_length, no_arr=no_arr, no_str=no_str
    )
    return yaml.dump(
        content,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=2**31,
        default_flow_style=flow_style,
    )


def message_to_csv(
    msg: Any,
    *,
    truncate_length: int | None = None,
    no_arr: bool = False,
    no_str: bool = False,
) -> str:
    """Return the values of a message separated by commas, nested ones included."""
    if isinstance(msg, bytes):
        return str(msg)
    return _join(
        _csv(getattr(msg, name), field_type, truncate_length, no_arr, no_str)
        for name, field_type in get_message_slot_types(msg).items()
    )


def _csv(value: Any, field_type: Any, truncate: int | None, no_arr: bool, no_str: bool) -> str:
    if isinstance(value, _COLLECTIONS):
        if no_arr:
            return _abbreviate(value, field_type)
        shown = value if truncate is None else value[:truncate]
        texts = [_csv(item, None, truncate, False, no_str) for item in shown]
        return _join(texts if len(shown) == len(value) else [*texts, '...'])
    if isinstance(value, str):
        return f'<string length: <{len(value)}>>' if no_str else _cut(value, truncate, '...')
    if isinstance(value, bytes):
        return str(_cut(value, truncate, b'...'))
    if hasattr(value, 'get_fields_and_field_types'):
        return message_to_csv(value, truncate_length=truncate, no_arr=no_arr, no_str=no_str)
    return str(value)


def _join(texts: Iterable[str]) -> str:
    """Return texts with commas between them; like rosidl's, none follows an empty beginning."""
    result = ''
    for text in texts:
        result += f',{text}' if result else text
    return result


def _convert_value(
    value: Any,
    *,
    field_type: Any = None,
    truncate_length: int | None = None,
    no_arr: bool = False,
    no_str: bool = False,
) -> Any:
    """Return a value as plain Python; ``field_type`` describes the array that no_arr replaces."""
    options: dict[str, Any] = {
        'truncate_length': truncate_length,
        'no_arr': no_arr,
        'no_str': no_str,
    }
    if isinstance(value, bytes):
        return _cut(value.decode('latin-1'), truncate_length, '...')
    if isinstance(value, str):
        if no_str:
            return f'<string length: <{len(value)}>>'
        return _cut(value, truncate_length, '...')
    if isinstance(value, _COLLECTIONS):
        if no_arr and field_type is not None:
            return _abbreviate(value, field_type)
        shown = value if truncate_length is None else value[:truncate_length]
        plain = shown.tolist() if isinstance(shown, (array, np.ndarray)) else shown
        items = [_convert_value(item, **options) for item in plain]
        if len(shown) < len(value):
            items.append('...')
        return tuple(items) if isinstance(value, tuple) else items
    if isinstance(value, dict):
        # Keys stay whole: cut ones could be equal.
        return type(value)(
            (_convert_value(key), _convert_value(item, **options)) for key, item in value.items()
        )
    if hasattr(value, 'get_fields_and_field_types'):
        return message_to_ordereddict(value, **options)
    return value.item() if isinstance(value, np.generic) else value


def _cut(text: Any, truncate: int | None, dots: Any) -> Any:
    return text if truncate is None or len(text) <= truncate else text[:truncate] + dots


def _abbreviate(value: Any, field_type: AbstractNestedType) -> str:
    element = _type_name(field_type.value_type)
    if isinstance(field_type, Array):
        return f'<array type: {element}[{field_type.size}]>'
    if isinstance(field_type, BoundedSequence):
        return f'<sequence type: {element}[{field_type.maximum_size}], length: {len(value)}>'
    return f'<sequence type: {element}, length: {len(value)}>'


def _type_name(value_type: Any) -> str:
    if isinstance(value_type, BasicType):
        return value_type.typename
    if isinstance(value_type, AbstractString):
        return 'string'
    if isinstance(value_type, NamespacedType):
        return '/'.join(value_type.namespaced_name())
    return 'unknown'
