# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""SLOT_TYPES entries: the rosidl_parser objects that describe field types."""

from __future__ import annotations

from rosidl_parser.definition import (
    AbstractType,
    Array,
    BasicType,
    BoundedSequence,
    BoundedString,
    NamespacedType,
    UnboundedSequence,
    UnboundedString,
)

from ros_embedded.interfaces.definition import IDL_NAMES, FieldType


def slot_type(kind: FieldType) -> AbstractType:
    """Return the rosidl description of a field type."""
    element: AbstractType
    if kind.is_message:
        package, folder, name = kind.base.split('/')
        element = NamespacedType([package, folder], name)
    elif kind.is_string:
        element = BoundedString(kind.string_bound) if kind.string_bound else UnboundedString()
    else:
        element = BasicType(IDL_NAMES.get(kind.base, kind.base))
    if kind.container == 'array':
        return Array(element, kind.size)
    if kind.container == 'sequence':
        return BoundedSequence(element, kind.size) if kind.size else UnboundedSequence(element)
    return element
