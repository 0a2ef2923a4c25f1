# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Classes of interfaces by name."""

from __future__ import annotations

from typing import Any

from rosidl_parser.definition import NamespacedType

from rosidl_runtime_py.import_message import import_message_from_namespaced_type


def get_interface(identifier: str) -> Any:
    """
    Return the class of an interface, e.g. of 'std_msgs/msg/String'.

    :raises ValueError: when the text is no name of an interface.
    :raises ModuleNotFoundError: when the package has no such interfaces.
    :raises AttributeError: when the package has no interface of this name.
    """
    return import_message_from_namespaced_type(get_namespaced_type(identifier))


def get_message(identifier: str) -> Any:
    """Return the class of a message, 'std_msgs/String' for short; see get_interface()."""
    interface = import_message_from_namespaced_type(get_message_namespaced_type(identifier))
    if not is_message(interface):
        raise ValueError(f"Expected the full name of a message, got '{identifier}'")
    return interface


def get_service(identifier: str) -> Any:
    """Return the class of a service, 'std_srvs/Trigger' for short; see get_interface()."""
    interface = import_message_from_namespaced_type(get_service_namespaced_type(identifier))
    if not is_service(interface):
        raise ValueError(f"Expected the full name of a service, got '{identifier}'")
    return interface


def get_action(identifier: str) -> Any:
    """Return the class of an action, 'tf2_msgs/LookupTransform' for short; see get_interface()."""
    interface = import_message_from_namespaced_type(get_action_namespaced_type(identifier))
    if not is_action(interface):
        raise ValueError(f"Expected the full name of an action, got '{identifier}'")
    return interface


def get_namespaced_type(identifier: str) -> NamespacedType:
    """Return the type that the full name of an interface means."""
    return _namespaced_type(identifier, None)


def get_message_namespaced_type(identifier: str) -> NamespacedType:
    """Return the type that the name of a message means."""
    return _namespaced_type(identifier, 'msg')


def get_service_namespaced_type(identifier: str) -> NamespacedType:
    """Return the type that the name of a service means."""
    return _namespaced_type(identifier, 'srv')


def get_action_namespaced_type(identifier: str) -> NamespacedType:
    """Return the type that the name of an action means."""
    return _namespaced_type(identifier, 'action')


def _namespaced_type(identifier: str, default_kind: str | None) -> NamespacedType:
    parts = identifier.split('/')
    if len(parts) == 2 and default_kind is not None:
        parts.insert(1, default_kind)
    if len(parts) < 3 or not all(parts):
        raise ValueError(
            f"The passed value '{identifier}' is no name of an interface; "
            "expected <package>/<msg|srv|action>/<name>, e.g. 'std_msgs/msg/String'"
        )
    return NamespacedType(parts[:-1], parts[-1])


def is_message(interface: Any) -> bool:
    """Tell whether a class is a message."""
    return hasattr(interface, 'get_fields_and_field_types')


def is_service(interface: Any) -> bool:
    """Tell whether a class is a service."""
    return hasattr(interface, 'Request') and hasattr(interface, 'Response')


def is_action(interface: Any) -> bool:
    """Tell whether a class is an action."""
    return all(hasattr(interface, part) for part in ('Goal', 'Result', 'Feedback'))
