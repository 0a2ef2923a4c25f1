# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Find interface definitions: files of known packages, our own files, rosbags' Jazzy store."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ros_embedded.interfaces.definition import Constant, Field, FieldType, MessageDefinition
from ros_embedded.interfaces.parser import (
    parse_action,
    parse_message,
    parse_service,
)
from ros_embedded.packages import index

# Defaults of standard messages, which rosbags' store leaves out.
_STANDARD_DEFAULTS: dict[tuple[str, str], Any] = {
    ('geometry_msgs/msg/Quaternion', 'x'): 0.0,
    ('geometry_msgs/msg/Quaternion', 'y'): 0.0,
    ('geometry_msgs/msg/Quaternion', 'z'): 0.0,
    ('geometry_msgs/msg/Quaternion', 'w'): 1.0,
}
_PLACEHOLDER = 'structure_needs_at_least_one_member'


class UnknownInterfaceError(LookupError):
    """No definition of an interface is known."""


@lru_cache(maxsize=1)
def _standard_definitions() -> dict[str, Any]:
    from rosbags.typesys.stores.ros2_jazzy import FIELDDEFS

    return FIELDDEFS


@lru_cache(maxsize=1)
def _standard_packages() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in _standard_definitions():
        package, kind, message = name.split('/')
        if kind == 'msg':
            found.setdefault(package, []).append(message)
    return {package: tuple(sorted(names)) for package, names in found.items()}


def interface_file(package: str, kind: str, name: str) -> Path | None:
    """Return the file that defines an interface, or None when there is none."""
    for folder in index.interface_folders(package):
        path = folder / kind / f'{name}.{kind}'
        if path.is_file():
            return path
    return None


def interface_names(package: str, kind: str) -> list[str]:
    """Return the names of a package's interfaces of a kind ('msg', 'srv' or 'action'), sorted."""
    names: set[str] = set()
    for folder in index.interface_folders(package):
        names.update(path.stem for path in (folder / kind).glob(f'*.{kind}'))
    if kind == 'msg':
        names.update(_standard_packages().get(package, ()))
    return sorted(names)


def interface_packages() -> list[str]:
    """Return the names of all packages with interfaces, sorted."""
    names = set(_standard_packages())
    candidates = set(index.package_names())
    candidates.update(path.name for path in index.DEFINITIONS_FOLDER.iterdir() if path.is_dir())
    for package in candidates:
        if any(interface_names(package, kind) for kind in ('msg', 'srv', 'action')):
            names.add(package)
    return sorted(names)


@cache
def message_definition(name: str) -> MessageDefinition:
    """
    Return the definition of a message.

    ``name`` is like 'std_msgs/msg/Header'; parts of services and actions have the names that ROS
    gives them ('std_srvs/srv/SetBool_Request', 'pkg/action/Name_SendGoal_Request').

    :raises UnknownInterfaceError: when there is no such interface.
    """
    package, kind, message = name.split('/')
    if kind == 'msg':
        path = interface_file(package, kind, message)
        if path is not None:
            return parse_message(path.read_text(encoding='utf-8'), name, source=str(path))
        if name in _standard_definitions():
            return _from_rosbags(name)
    else:
        owner = message.partition('_')[0] if kind == 'action' else message.rpartition('_')[0]
        for part in _parts(package, kind, owner):
            if part.name == name:
                return part
    known = ', '.join(interface_names(package, kind)) or 'no interfaces of this kind'
    raise UnknownInterfaceError(f"interface '{name}' not found; '{package}' has: {known}")


@cache
def _parts(package: str, kind: str, owner: str) -> tuple[MessageDefinition, ...]:
    path = interface_file(package, kind, owner)
    if path is None:
        return ()
    parse = parse_service if kind == 'srv' else parse_action
    text = path.read_text(encoding='utf-8')
    return parse(text, f'{package}/{kind}/{owner}', source=str(path))


def interface_text(package: str, kind: str, name: str) -> str:
    """
    Return the definition of an interface as text, as ``ros2 interface show`` prints it.

    :raises UnknownInterfaceError: when there is no such interface.
    """
    path = interface_file(package, kind, name)
    if path is not None:
        return path.read_text(encoding='utf-8')
    return format_definition(message_definition(f'{package}/{kind}/{name}'))


def format_definition(definition: MessageDefinition) -> str:
    """Return the text of a .msg file that says what a definition says."""
    package = definition.name.split('/')[0]
    lines = [f'{item.base} {item.name}={item.value}' for item in definition.constants]
    for field in definition.fields:
        base = field.type.base
        if field.type.is_message:
            owner, _, short = base.split('/')
            base = short if owner == package else f'{owner}/{short}'
        elif field.type.string_bound:
            base = f'string<={field.type.string_bound}'
        if field.type.container == 'array':
            base += f'[{field.type.size}]'
        elif field.type.container == 'sequence':
            base += f'[<={field.type.size}]' if field.type.size else '[]'
        default = '' if field.default is None else f' {field.default}'
        lines.append(f'{base} {field.name}{default}')
    return '\n'.join(lines) + '\n'


def _from_rosbags(name: str) -> MessageDefinition:
    constants, fields = _standard_definitions()[name][:2]
    return MessageDefinition(
        name,
        tuple(
            Field(field, field_type_of(desc), _STANDARD_DEFAULTS.get((name, field)))
            for field, desc in fields
            if field != _PLACEHOLDER
        ),
        tuple(Constant(constant, base, value) for constant, base, value in constants),
    )


def field_type_of(desc: Any) -> FieldType:
    """Return our type of a field description of rosbags."""
    from rosbags.interfaces import Nodetype

    node, rest = desc
    if node == Nodetype.BASE:
        return FieldType(rest[0], string_bound=rest[1])
    if node == Nodetype.NAME:
        return FieldType(rest)
    element = field_type_of(rest[0])
    container = 'array' if node == Nodetype.ARRAY else 'sequence'
    return FieldType(element.base, container, rest[1], element.string_bound)
