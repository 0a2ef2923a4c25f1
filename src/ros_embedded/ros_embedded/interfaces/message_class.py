# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Make the Python class of a message definition: source code, compiled once per message."""

from __future__ import annotations

import keyword
import linecache
from array import array
from collections.abc import Callable
from typing import Any

import numpy as np

from ros_embedded.interfaces import coercion
from ros_embedded.interfaces.definition import (
    FLOAT_TYPES,
    TYPE_CODES,
    Field,
    FieldType,
    MessageDefinition,
)
from ros_embedded.interfaces.message import Message
from ros_embedded.interfaces.slot_types import slot_type


def python_name(field: str) -> str:
    """Return the attribute name of a field: keywords get an underscore."""
    return f'{field}_' if keyword.iskeyword(field) else field


def make_message_class(
    definition: MessageDefinition, class_of: Callable[[str], type[Message]]
) -> type[Message]:
    """
    Make the class of a message.

    :param class_of: returns the class of another message by its full name.
    """
    package, kind, name = definition.name.split('/')
    namespace: dict[str, Any] = {
        'Message': Message,
        'array': array,
        'np': np,
        'wrong_type': coercion.wrong_type,
        'check_integer': coercion.check_integer,
        'check_float': coercion.check_float,
        'check_byte': coercion.check_byte,
        'check_string': coercion.check_string,
        'check_length': coercion.check_length,
        'check_elements': coercion.check_elements,
        'to_number_sequence': coercion.to_number_sequence,
        'to_number_array': coercion.to_number_array,
        '__name__': f'{package}.{kind}',
    }
    for field in definition.fields:
        if field.type.is_message:
            namespace[_class_variable(field.type)] = class_of(field.type.base)
    names = [python_name(field.name) for field in definition.fields]
    slots = ', '.join(repr(f'_{each}') for each in names)
    lines = [
        f'class {name}(Message):',
        f'    """Message {definition.name}."""',
        f'    __slots__ = ({slots}{"," if len(names) == 1 else ""})',
        '    def __init__(self, **kwargs):',
    ]
    for field, attribute in zip(definition.fields, names, strict=True):
        namespace[f'default_{attribute}'] = field.default
        lines.append(f'        self._{attribute} = {_default(field, attribute)}')
    lines += ['        if kwargs:', '            self._assign(kwargs)']
    for field, attribute in zip(definition.fields, names, strict=True):
        lines += [
            '    @property',
            f'    def {attribute}(self):',
            f'        """Message field \'{attribute}\' ({field.type.idl_name()})."""',
            f'        return self._{attribute}',
            f'    @{attribute}.setter',
            f'    def {attribute}(self, value):',
            *(f'        {line}' for line in _setter(field.type, attribute)),
        ]
    source = '\n'.join(lines) + '\n'
    filename = f'<generated {definition.name}>'
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    exec(compile(source, filename, 'exec'), namespace)
    cls = namespace[name]
    cls._definition = definition
    cls.__msgtype__ = definition.name
    cls._fields_and_field_types = {
        attribute: field.type.idl_name()
        for field, attribute in zip(definition.fields, names, strict=True)
    }
    cls.SLOT_TYPES = tuple(slot_type(field.type) for field in definition.fields)
    for constant in definition.constants:
        value = constant.value
        if constant.base == 'byte':
            value = bytes([value])
        elif constant.base in FLOAT_TYPES:
            value = float(value)
        setattr(cls, constant.name, value)
    for field, attribute in zip(definition.fields, names, strict=True):
        if field.default is not None:
            setattr(cls, f'{attribute.upper()}__DEFAULT', getattr(cls(), attribute))
    return cls


def _class_variable(kind: FieldType) -> str:
    return kind.base.replace('/', '__')


def _default(field: Field, attribute: str) -> str:
    kind = field.type
    given = field.default is not None
    code = TYPE_CODES.get(kind.base, '')
    if kind.container == 'scalar':
        if kind.is_message:
            return f'{_class_variable(kind)}()'
        if given:
            value = field.default
            if kind.base in FLOAT_TYPES:
                value = float(value)
            elif kind.base == 'byte':
                value = bytes([value])
            return repr(value)
        return {'string': "''", 'bool': 'False', 'byte': "b'\\0'"}.get(
            kind.base, '0.0' if kind.base in FLOAT_TYPES else '0'
        )
    size = kind.size if kind.container == 'array' else 0
    if kind.is_number:
        if kind.container == 'array':
            if given:
                return f"np.array(default_{attribute}, dtype='{code}')"
            return f"np.zeros({size}, dtype='{code}')"
        return f"array('{code}', default_{attribute})" if given else f"array('{code}')"
    if given:
        if kind.base == 'byte':
            return f'[bytes([item]) for item in default_{attribute}]'
        return f'list(default_{attribute})'
    if kind.is_message:
        return f'[{_class_variable(kind)}() for _ in range({size})]' if size else '[]'
    item = {'string': "''", 'bool': 'False', 'byte': "b'\\0'"}[kind.base]
    return f'[{item}] * {size}' if size else '[]'


def _setter(kind: FieldType, name: str) -> list[str]:
    code = TYPE_CODES.get(kind.base, '')
    if kind.container == 'scalar':
        if kind.is_message:
            cls = _class_variable(kind)
            short = kind.base.rpartition('/')[2]
            return [
                f'if not isinstance(value, {cls}):',
                f'    raise wrong_type({name!r}, "a sub message of type \'{short}\'", value)',
                f'self._{name} = value',
            ]
        if kind.is_string:
            check = f'check_string(value, {name!r}, {kind.string_bound})'
        elif kind.base == 'bool':
            check = (
                f'if not isinstance(value, bool): '
                f'raise wrong_type({name!r}, "of type \'bool\'", value)'
            )
        elif kind.base == 'byte':
            check = f'check_byte(value, {name!r})'
        elif kind.base in FLOAT_TYPES:
            check = f'check_float(value, {name!r}, {kind.base == "float32"})'
        else:
            check = f'check_integer(value, {name!r}, {code!r})'
        return [check, f'self._{name} = value']
    fixed = kind.size if kind.container == 'array' else 0
    bound = kind.size if kind.container == 'sequence' else 0
    if kind.is_number:
        if fixed:
            return [f'self._{name} = to_number_array(value, {name!r}, {code!r}, {fixed})']
        return [f'self._{name} = to_number_sequence(value, {name!r}, {code!r}, {bound})']
    if kind.is_message:
        element, short = _class_variable(kind), kind.base.rpartition('/')[2]
    else:
        element = {'string': 'str', 'bool': 'bool', 'byte': 'bytes'}[kind.base]
        short = element
    lines = [f'check_elements(value, {name!r}, {element}, {short!r})']
    if fixed or bound:
        lines.append(f'check_length(value, {name!r}, {fixed}, {bound})')
    if kind.is_string and kind.string_bound:
        lines += [
            'for item in value:',
            f'    check_string(item, {name!r}, {kind.string_bound})',
        ]
    if kind.base == 'byte':
        lines += ['for item in value:', f'    check_byte(item, {name!r})']
    return [*lines, f'self._{name} = value']
