# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Resources: marker files that packages put into the index.

Packages that are linked from a checkout have no marker file; they are of type 'packages' all the
same, with empty content.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from ament_index_python.constants import RESOURCE_INDEX_SUBFOLDER
from ament_index_python.search_paths import get_search_paths
from ros_embedded.packages import index

_PACKAGES = 'packages'


class InvalidResourceTypeNameError(ValueError):
    """The name of a type of resources is not valid."""


class InvalidResourceNameError(ValueError):
    """The name of a resource is not valid."""


def get_resource(resource_type: str, resource_name: str) -> tuple[str, str]:
    """
    Return the content of a resource and the prefix it was found in.

    :raises LookupError: when there is none.
    :raises OSError: when it cannot be read.
    :raises InvalidResourceTypeNameError: when the type has a path separator.
    :raises InvalidResourceNameError: when the name has one.
    """
    prefix = has_resource(resource_type, resource_name)
    if not prefix:
        raise LookupError(
            f"Could not find the resource '{resource_name}' of type '{resource_type}'"
        )
    path = Path(prefix) / RESOURCE_INDEX_SUBFOLDER / resource_type / resource_name
    if not path.exists():
        return '', prefix
    try:
        return path.read_text(encoding='utf-8'), prefix
    except OSError as error:
        raise OSError(
            f"Could not open the resource '{resource_name}' of type '{resource_type}':\n{error}"
        ) from error


def get_resources(resource_type: str) -> dict[str, str]:
    """
    Return the prefix of every resource of a type, by its name.

    :raises InvalidResourceTypeNameError: when the type has a path separator.
    """
    _check_type(resource_type)
    found: dict[str, str] = {}
    for prefix in get_search_paths():
        folder = Path(prefix) / RESOURCE_INDEX_SUBFOLDER / resource_type
        if folder.is_dir():
            for path in folder.iterdir():
                if not path.is_dir() and not path.name.startswith('.'):
                    found.setdefault(path.name, prefix)
    if resource_type == _PACKAGES:
        for name in index.package_names():
            found.setdefault(name, str(index.find_prefix(name)))
    return found


def get_resource_types() -> set[str]:
    """Return the types of resources there are."""
    found = {_PACKAGES} if index.package_names() else set()
    for prefix in get_search_paths():
        folder = Path(prefix) / RESOURCE_INDEX_SUBFOLDER
        if folder.is_dir():
            found.update(
                path.name
                for path in folder.iterdir()
                if path.is_dir() and not path.name.startswith('.')
            )
    return found


def has_resource(resource_type: str, resource_name: str) -> str | Literal[False]:
    """
    Return the prefix that has a resource, False when none has.

    :raises InvalidResourceTypeNameError: when the type has a path separator.
    :raises InvalidResourceNameError: when the name has one.
    """
    _check_type(resource_type)
    assert resource_name, 'The resource name must not be empty'
    if _has_separator(resource_name):
        raise InvalidResourceNameError(f"Resource name '{resource_name}' is invalid")
    for prefix in get_search_paths():
        if (Path(prefix) / RESOURCE_INDEX_SUBFOLDER / resource_type / resource_name).is_file():
            return prefix
    if resource_type == _PACKAGES and resource_name in index.package_names():
        return str(index.find_prefix(resource_name))
    return False


def _check_type(resource_type: str) -> None:
    assert resource_type, 'The resource type must not be empty'
    if _has_separator(resource_type):
        raise InvalidResourceTypeNameError(f"Resource type '{resource_type}' is invalid")


def _has_separator(name: str) -> bool:
    return '/' in name or '\\' in name
