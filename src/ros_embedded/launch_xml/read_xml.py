# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read a launch file in XML."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from launch.frontend import Entity


def read_xml(path: Path) -> Entity:
    """Return the outermost element of a file; raise ValueError when it is no XML."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise ValueError(f'it is no XML: {error}') from error
    entity = _entity(root)
    if entity.type_name == 'launch':
        entity.get_attr('version', optional=True)  # files that ROS 1 had, too, may name one
    return entity


def _entity(element: ElementTree.Element) -> Entity:
    children = [_entity(child) for child in element if isinstance(child.tag, str)]
    return Entity(element.tag, element.attrib, children)
