# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Print a launch description as a tree."""

from __future__ import annotations

from launch.launch_description import LaunchDescription
from launch.launch_description_entity import LaunchDescriptionEntity


class LaunchIntrospector:
    """Turn a launch description into text."""

    def format_launch_description(self, launch_description: LaunchDescription) -> str:
        """Return the tree of entities as lines of text."""
        lines = [f'<launch.launch_description.LaunchDescription at {hex(id(launch_description))}>']
        for entity in launch_description.entities:
            lines.extend(self._lines(entity, depth=1))
        return '\n'.join(lines)

    def _lines(self, entity: LaunchDescriptionEntity, depth: int) -> list[str]:
        indent = '    ' * (depth - 1) + '├── '
        condition = getattr(entity, 'condition', None)
        suffix = f' [{condition.describe()}]' if condition is not None else ''
        lines = [indent + entity.describe() + suffix]
        for sub_entity in entity.describe_sub_entities():
            lines.extend(self._lines(sub_entity, depth + 1))
        for description, sub_entities in entity.describe_conditional_sub_entities():
            lines.append('    ' * depth + f'├── {description}')
            for sub_entity in sub_entities:
                lines.extend(self._lines(sub_entity, depth + 2))
        return lines
