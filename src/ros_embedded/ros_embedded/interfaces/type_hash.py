# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Type hashes (RIHS01): by them endpoints tell that they mean the same definition."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from ros_embedded.interfaces.catalogue import message_definition
from ros_embedded.interfaces.definition import Field

# Numbers of type_description_interfaces/msg/FieldType; char of a .msg file is uint8.
_TYPE_IDS = {
    'int8': 2,
    'uint8': 3,
    'char': 3,
    'int16': 4,
    'uint16': 5,
    'int32': 6,
    'uint32': 7,
    'int64': 8,
    'uint64': 9,
    'float32': 10,
    'float64': 11,
    'bool': 15,
    'byte': 16,
    'string': 17,
}
_NESTED = 1
_BOUNDED_STRING = 21
_ARRAY, _BOUNDED_SEQUENCE, _UNBOUNDED_SEQUENCE = 48, 96, 144


@cache
def type_hash(name: str) -> str:
    """Return the hash of a message, e.g. 'RIHS01_df668c74…' for 'std_msgs/msg/String'."""
    document = json.dumps(type_description(name))
    return 'RIHS01_' + hashlib.sha256(document.encode()).hexdigest()


def type_description(name: str) -> dict[str, Any]:
    """Return the contents of the type_description_interfaces/msg/TypeDescription of a message."""
    described: dict[str, Any] = {}
    _describe(name, described)
    return {
        'type_description': described[name],
        'referenced_type_descriptions': [
            described[each] for each in sorted(described) if each != name
        ],
    }


def _describe(name: str, described: dict[str, Any]) -> None:
    if name in described:
        return
    fields = message_definition(name).fields
    described[name] = {
        'type_name': name,
        'fields': [_describe_field(field) for field in fields]
        or [_entry('structure_needs_at_least_one_member', _TYPE_IDS['uint8'], 0, 0, '')],
    }
    for field in fields:
        if field.type.is_message:
            _describe(field.type.base, described)


def _describe_field(field: Field) -> dict[str, Any]:
    kind = field.type
    if kind.is_message:
        number = _NESTED
    elif kind.string_bound:
        number = _BOUNDED_STRING
    else:
        number = _TYPE_IDS[kind.base]
    if kind.container == 'array':
        number += _ARRAY
    elif kind.container == 'sequence':
        number += _BOUNDED_SEQUENCE if kind.size else _UNBOUNDED_SEQUENCE
    nested = kind.base if kind.is_message else ''
    return _entry(field.name, number, kind.size, kind.string_bound, nested)


def _entry(name: str, number: int, capacity: int, string: int, nested: str) -> dict[str, Any]:
    return {
        'name': name,
        'type': {
            'type_id': number,
            'capacity': capacity,
            'string_capacity': string,
            'nested_type_name': nested,
        },
    }
