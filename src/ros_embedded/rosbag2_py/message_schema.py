# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Text of message definitions, as bags store it."""

from __future__ import annotations

from ros_embedded.interfaces.catalogue import interface_text, message_definition

_SEPARATOR = '=' * 80


def schema_text(type_name: str) -> str:
    """
    Return the definition of a message followed by those of all messages in it (ros2msg).

    Raises UnknownInterfaceError when a definition is not known.
    """
    texts = [_definition_text(type_name)]
    for name in dependencies(type_name):
        package, _, short_name = name.split('/')
        texts.append(f'{_SEPARATOR}\nMSG: {package}/{short_name}\n{_definition_text(name)}')
    return ''.join(texts)


def dependencies(type_name: str) -> list[str]:
    """Return the names of all messages that a message is made of, each once, depth first."""
    found: list[str] = []

    def visit(name: str) -> None:
        for field in message_definition(name).fields:
            if field.type.is_message and field.type.base not in found:
                found.append(field.type.base)
                visit(field.type.base)

    visit(type_name)
    return found


def _definition_text(type_name: str) -> str:
    package, kind, name = type_name.split('/')
    text = interface_text(package, kind, name)
    return text if text.endswith('\n') else text + '\n'
