# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Read interfaces with rosidl and write their fields and constants to a JSON file.

Run by the system's Python, which has the distribution's rosidl:
/usr/bin/python3 rosidl_fields.py <package> <package folder> <output folder> <interface>…
writes <output folder>/fields.json and the IDL files it went through.
"""

from __future__ import annotations

import json
import pathlib
import sys

from rosidl_adapter import convert_to_idl
from rosidl_parser.definition import (
    AbstractSequence,
    AbstractString,
    AbstractType,
    Action,
    Array,
    IdlLocator,
    Message,
    NamespacedType,
    Service,
)
from rosidl_parser.parser import parse_idl_file


def type_name(kind: AbstractType) -> str:
    """Return a type as rclpy's get_fields_and_field_types() writes it."""
    if isinstance(kind, Array):
        return f'{type_name(kind.value_type)}[{kind.size}]'
    if isinstance(kind, AbstractSequence):
        bound = f', {kind.maximum_size}' if kind.has_maximum_size() else ''
        return f'sequence<{type_name(kind.value_type)}{bound}>'
    if isinstance(kind, AbstractString):
        return f'string<{kind.maximum_size}>' if kind.has_maximum_size() else 'string'
    if isinstance(kind, NamespacedType):
        return f'{kind.namespaces[0]}/{kind.name}'
    return kind.typename


def describe(message: Message) -> dict:
    """Return the fields with their types and the constants with their values, in order."""
    return {
        'fields': {member.name: type_name(member.type) for member in message.structure.members},
        'constants': {constant.name: constant.value for constant in message.constants},
    }


def read(package: str, folder: pathlib.Path, output: pathlib.Path, file: pathlib.Path) -> dict:
    """Convert one interface to IDL, parse that and describe the messages in it."""
    idl = convert_to_idl(folder, package, file, output).resolve()
    content = parse_idl_file(IdlLocator(idl.parent, idl.name)).content
    stem = f'{package}/{file.suffix[1:]}/{file.stem}'
    if file.suffix == '.msg':
        (message,) = content.get_elements_of_type(Message)
        return {stem: describe(message)}
    if file.suffix == '.srv':
        (service,) = content.get_elements_of_type(Service)
        return {
            f'{stem}_Request': describe(service.request_message),
            f'{stem}_Response': describe(service.response_message),
        }
    (action,) = content.get_elements_of_type(Action)
    return {
        f'{stem}_Goal': describe(action.goal),
        f'{stem}_Result': describe(action.result),
        f'{stem}_Feedback': describe(action.feedback),
    }


def main(package: str, folder: str, output: str, *files: str) -> None:
    """Describe all interfaces of a package."""
    found = {}
    for file in files:
        found.update(read(package, pathlib.Path(folder), pathlib.Path(output), pathlib.Path(file)))
    pathlib.Path(output, 'fields.json').write_text(json.dumps(found), encoding='utf-8')


if __name__ == '__main__':
    main(*sys.argv[1:])
