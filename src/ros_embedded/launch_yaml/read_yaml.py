# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read a launch file in YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from launch.frontend import Entity

_CHILDREN = 'children'


def read_yaml(path: Path) -> Entity:
    """Return the outermost element of a file; raise ValueError when it is none."""
    try:
        document = yaml.safe_load(path.read_text(encoding='utf-8'))
    except yaml.YAMLError as error:
        raise ValueError(f'it is no YAML: {error}') from error
    return _only_entity(document)


def _only_entity(item: Any) -> Entity:
    """Return the element of a dictionary with one key, its name."""
    if not isinstance(item, dict) or len(item) != 1:
        raise ValueError(f"an element is written as 'name: …', got '{item}'")
    ((name, content),) = item.items()
    return _entity(str(name), content)


def _entity(name: str, content: Any) -> Entity:
    """
    Return an element.

    A list holds its children. In a dictionary, `children` does so; a key with a list of
    dictionaries stands for several children of that name; the rest are attributes.
    """
    if content is None:
        return Entity(name, {}, [])
    if isinstance(content, list):
        return Entity(name, {}, [_only_entity(item) for item in content])
    if not isinstance(content, dict):
        raise ValueError(f"'{name}' holds attributes or a list of elements, got '{content}'")
    attributes: dict[str, Any] = {}
    children: list[Entity] = []
    for key, value in content.items():
        if key == _CHILDREN:
            children += _entity(name, value).children
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            children += [_entity(key, one) for one in value]
        else:
            attributes[str(key)] = value
    return Entity(name, attributes, children)
