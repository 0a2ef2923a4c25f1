# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What an interface definition says: fields, their types, defaults and constants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# Name in rclpy's get_fields_and_field_types() of each primitive type of a .msg file.
IDL_NAMES = {
    'bool': 'boolean',
    'byte': 'octet',
    'char': 'uint8',
    'float32': 'float',
    'float64': 'double',
}

PRIMITIVE_SIZES = {
    'bool': 1,
    'byte': 1,
    'char': 1,
    'int8': 1,
    'uint8': 1,
    'int16': 2,
    'uint16': 2,
    'int32': 4,
    'uint32': 4,
    'int64': 8,
    'uint64': 8,
    'float32': 4,
    'float64': 8,
}

# struct and array type codes of each primitive type.
TYPE_CODES = {
    'bool': '?',
    'byte': 'c',
    'char': 'B',
    'int8': 'b',
    'uint8': 'B',
    'int16': 'h',
    'uint16': 'H',
    'int32': 'i',
    'uint32': 'I',
    'int64': 'q',
    'uint64': 'Q',
    'float32': 'f',
    'float64': 'd',
}

FLOAT_TYPES = ('float32', 'float64')


@dataclass(frozen=True)
class FieldType:
    """
    Type of a field.

    ``base`` names a primitive, 'string' or an interface ('std_msgs/msg/Header').
    ``container`` is 'scalar', 'array' (``size`` elements) or 'sequence' (at most ``size``
    elements; 0: unbounded).
    """

    base: str
    container: str = 'scalar'
    size: int = 0
    string_bound: int = 0

    @property
    def is_message(self) -> bool:
        """Tell whether the elements are messages."""
        return '/' in self.base

    @property
    def is_string(self) -> bool:
        """Tell whether the elements are strings."""
        return self.base == 'string'

    @property
    def is_number(self) -> bool:
        """Tell whether the elements are kept in numeric arrays (numbers, but no bool or byte)."""
        return self.base in TYPE_CODES and self.base not in ('bool', 'byte')

    def idl_name(self) -> str:
        """Return the name that rclpy gives this type in get_fields_and_field_types()."""
        if self.is_message:
            package, _, name = self.base.split('/')
            element = f'{package}/{name}'
        elif self.is_string:
            element = f'string<{self.string_bound}>' if self.string_bound else 'string'
        else:
            element = IDL_NAMES.get(self.base, self.base)
        if self.container == 'array':
            return f'{element}[{self.size}]'
        if self.container == 'sequence':
            bound = f', {self.size}' if self.size else ''
            return f'sequence<{element}{bound}>'
        return element


@dataclass(frozen=True)
class Field:
    """Field of a message; ``default`` is None where the definition gives none."""

    name: str
    type: FieldType
    default: Any = None


@dataclass(frozen=True)
class Constant:
    """Constant of a message."""

    name: str
    base: str
    value: Any


@dataclass(frozen=True)
class MessageDefinition:
    """Definition of one message, e.g. 'std_msgs/msg/Header' or 'std_srvs/srv/SetBool_Request'."""

    name: str
    fields: tuple[Field, ...]
    constants: tuple[Constant, ...] = ()

    @property
    def dds_type_name(self) -> str:
        """Return the name of the type on the wire."""
        package, kind, name = self.name.split('/')
        return f'{package}::{kind}::dds_::{name}_'
