# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Resources: marker files that packages put into the index."""

from __future__ import annotations

from pathlib import Path

from ament_index_python.search_paths import get_search_paths

_INDEX = Path('share') / 'ament_index' / 'resource_index'


def get_resource(resource_type: str, resource_name: str) -> tuple[str, str]:
    """
    Return the content of a resource and the prefix it was found in.

    :raises LookupError: when there is none.
    """
    prefix = has_resource(resource_type, resource_name)
    if not prefix:
        raise LookupError(
            f"Could not find the resource '{resource_name}' of type '{resource_type}'"
        )
    path = Path(prefix) / _INDEX / resource_type / resource_name
    return path.read_text(encoding='utf-8'), prefix


def get_resources(resource_type: str) -> dict[str, str]:
    """Return the prefix of every resource of a type, by its name."""
    found: dict[str, str] = {}
    for prefix in get_search_paths():
        folder = Path(prefix) / _INDEX / resource_type
        if folder.is_dir():
            for path in folder.iterdir():
                if path.is_file() and not path.name.startswith('.'):
                    found.setdefault(path.name, prefix)
    return found


def has_resource(resource_type: str, resource_name: str) -> str | bool:
    """Return the prefix that has a resource, False when none has."""
    for prefix in get_search_paths():
        if (Path(prefix) / _INDEX / resource_type / resource_name).is_file():
            return prefix
    return False
