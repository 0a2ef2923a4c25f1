# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Message and service types by their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ros2cli.cli_error import CliError

_KIND_NAMES = {'msg': 'message', 'srv': 'service', 'action': 'action'}


def load_type(name: str, kind: str) -> Any:
    """Return the class of 'package/msg/Name' or 'package/Name'; raise CliError if unknown."""
    from ros_embedded.interfaces.catalogue import UnknownInterfaceError
    from ros_embedded.interfaces.registry import interface_class

    parts = name.split('/')
    if len(parts) == 2:
        parts.insert(1, kind)
    if len(parts) != 3 or not all(parts) or parts[1] != kind:
        raise CliError(
            f"'{name}' is no {_KIND_NAMES[kind]} type: write it like 'package/{kind}/Name'"
        )
    try:
        return interface_class(*parts)
    except UnknownInterfaceError as error:
        raise CliError(f"unknown {_KIND_NAMES[kind]} type '{name}': {error.args[0]}") from error


def parse_values(text: str, type_name: str) -> dict[str, Any]:
    """Return the YAML dictionary that a user wrote for a message; raise CliError if it is none."""
    import yaml

    try:
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise CliError(f"the values for '{type_name}' are no YAML: {error}") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise CliError(
            f"the values for '{type_name}' must be a YAML dictionary like '{{field: value}}', "
            f"got '{text}'"
        )
    return values


def fill_message(message: Any, values: dict[str, Any], type_name: str) -> Any:
    """Set the fields of a message; raise CliError for fields or values that do not fit."""
    fill_stamped_message(message, values, type_name, expand=False)
    return message


def fill_stamped_message(
    message: Any, values: dict[str, Any], type_name: str, expand: bool = True
) -> list[Callable[[Any], None]]:
    """
    Set the fields of a message; raise CliError for fields or values that do not fit.

    Return functions that put a time where 'auto' stands for a header or 'now' for a time.
    """
    from rosidl_runtime_py import set_message_fields

    try:
        return set_message_fields(
            message, values, expand_header_auto=expand, expand_time_now=expand
        )
    except (AssertionError, AttributeError, TypeError, ValueError) as error:
        raise CliError(f"the values do not fit '{type_name}': {error}") from error
