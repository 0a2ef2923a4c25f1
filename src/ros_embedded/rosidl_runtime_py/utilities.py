# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Classes of interfaces by name."""

from __future__ import annotations

from typing import Any

from ros_embedded.interfaces.registry import UnknownInterfaceError, interface_class

_KINDS = ('msg', 'srv', 'action')


def get_interface(identifier: str) -> Any:
    """
    Return the class of an interface, e.g. of 'std_msgs/msg/String'.

    :raises ValueError: when the text is no name of an interface.
    :raises ModuleNotFoundError: when the package has no such interfaces.
    :raises AttributeError: when the package has no interface of this name.
    """
    parts = identifier.split('/')
    if len(parts) == 2:
        parts = [parts[0], 'msg', parts[1]]
    if len(parts) != 3 or not all(parts) or parts[1] not in _KINDS:
        raise ValueError(
            f"'{identifier}' is no interface; expected <package>/<msg|srv|action>/<name>, "
            "e.g. 'std_msgs/msg/String'"
        )
    try:
        return interface_class(*parts)
    except UnknownInterfaceError as error:
        raise AttributeError(str(error)) from error


def get_message(identifier: str) -> Any:
    """Return the class of a message; see get_interface()."""
    return _of_kind(identifier, 'msg')


def get_service(identifier: str) -> Any:
    """Return the class of a service; see get_interface()."""
    return _of_kind(identifier, 'srv')


def get_action(identifier: str) -> Any:
    """Return the class of an action; see get_interface()."""
    return _of_kind(identifier, 'action')


def _of_kind(identifier: str, kind: str) -> Any:
    parts = identifier.split('/')
    if len(parts) == 2:
        identifier = f'{parts[0]}/{kind}/{parts[1]}'
    elif len(parts) == 3 and parts[1] != kind and not (kind == 'msg' and '_' in parts[2]):
        raise ValueError(f"Expected the full name of a {kind}, not '{identifier}'")
    return get_interface(identifier)


def is_message(interface: Any) -> bool:
    """Tell whether a class is a message."""
    return hasattr(interface, 'get_fields_and_field_types')


def is_service(interface: Any) -> bool:
    """Tell whether a class is a service."""
    return hasattr(interface, 'Request') and hasattr(interface, 'Response')


def is_action(interface: Any) -> bool:
    """Tell whether a class is an action."""
    return hasattr(interface, 'Goal') and hasattr(interface, 'Result')
