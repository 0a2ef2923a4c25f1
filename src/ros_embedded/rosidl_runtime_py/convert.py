# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Messages as dictionaries, YAML and CSV."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import Any

import numpy as np
import yaml

_DEFAULT_TRUNCATE_LENGTH = 128


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

    :param truncate_length: longest arrays, strings and bytes; None for any length.
    :param no_arr: replace arrays by their type.
    :param no_str: replace strings by their type.
    """
    result: OrderedDict[str, Any] = OrderedDict()
    for name, type_name in msg.get_fields_and_field_types().items():
        value = getattr(msg, name)
        result[name] = _convert(value, type_name, truncate_length, no_arr, no_str)
    return result


def _convert(value: Any, type_name: str, truncate: int | None, no_arr: bool, no_str: bool) -> Any:
    if isinstance(value, str):
        if no_str:
            return f'<string length: <{len(value)}>>'
        return _cut(value, truncate)
    if isinstance(value, (bytes, bytearray)):
        return int.from_bytes(value, 'little') if len(value) == 1 else list(value)
    if isinstance(value, (list, tuple, array, np.ndarray)):
        if no_arr:
            return f'<{_kind(type_name)} type: {_element(type_name)}, length: {len(value)}>'
        shown = value if truncate is None else value[:truncate]
        items = shown.tolist() if isinstance(shown, (array, np.ndarray)) else list(shown)
        converted = [
            _convert(item, _element(type_name), truncate, no_arr, no_str) for item in items
        ]
        if truncate is not None and len(value) > truncate:
            converted.append('...')
        return converted
    if hasattr(value, 'get_fields_and_field_types'):
        return message_to_ordereddict(
            value, truncate_length=truncate, no_arr=no_arr, no_str=no_str
        )
    return value


def _cut(text: str, truncate: int | None) -> str:
    return text if truncate is None or len(text) <= truncate else text[:truncate] + '...'


def _kind(type_name: str) -> str:
    return 'sequence' if type_name.startswith('sequence<') else 'array'


def _element(type_name: str) -> str:
    if type_name.startswith('sequence<'):
        return type_name[len('sequence<') : -1].partition(',')[0]
    return type_name.partition('[')[0]


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
    content = message_to_ordereddict(
        msg, truncate_length=truncate_length, no_arr=no_arr, no_str=no_str
    )
    return ','.join(_flat(content))


def _flat(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _flat(item)]
    if isinstance(value, list):
        return [text for item in value for text in _flat(item)]
    return [str(value)]
