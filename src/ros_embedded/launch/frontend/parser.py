# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Turn the elements of a launch file into actions."""

from __future__ import annotations

import importlib
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from launch.frontend.entity import Entity
from launch.frontend.expose import action_parsers
from launch.frontend.parse_substitution import parse_substitution

if TYPE_CHECKING:
    from launch.action import Action
    from launch.launch_description import LaunchDescription
    from launch.substitution import Substitution

_OWN_EXTENSIONS = (
    'launch.frontend.plain_actions',
    'launch.frontend.process_actions',
    'launch.frontend.scope_actions',
    'launch_ros.frontend',
)
_EXTENSION_GROUP = 'launch.frontend.launch_extension'


class Parser:
    """Parse elements with what `expose_action` has made known."""

    _extensions_are_loaded = False

    @classmethod
    def load_launch_extensions(cls) -> None:
        """Import the modules that expose actions: ours and those of installed packages."""
        if cls._extensions_are_loaded:
            return
        Parser._extensions_are_loaded = True
        for module in _OWN_EXTENSIONS:
            importlib.import_module(module)
        for extension in entry_points(group=_EXTENSION_GROUP):
            extension.load()

    def parse_substitution(self, text: str) -> list[Substitution]:
        """Return the substitutions of a text such as '$(var name)_suffix'."""
        return parse_substitution(text)

    def parse_if_substitutions(self, value: Any) -> Any:
        """Return the substitutions of a text, and any other value as it is."""
        if isinstance(value, str):
            return parse_substitution(value)
        if isinstance(value, list):
            return [self.parse_if_substitutions(one) for one in value]
        return value

    def parse_action(self, entity: Entity) -> Action:
        """
        Return the action that an element stands for.

        Raises RuntimeError for unknown elements, ValueError for attributes nobody knows.
        """
        self.load_launch_extensions()
        name = entity.type_name.replace('-', '_')
        if name not in action_parsers:
            raise RuntimeError(
                f"unknown element '{entity.type_name}'; known are: "
                f'{", ".join(sorted(action_parsers))}'
            )
        action, arguments = action_parsers[name](entity, self)
        entity.assert_entity_completely_parsed()
        return action(**arguments)

    def parse_description(self, entity: Entity) -> LaunchDescription:
        """Return the launch description of a whole file."""
        from launch.launch_description import LaunchDescription

        if entity.type_name != 'launch':
            raise RuntimeError(
                f"the outermost element of a launch file is 'launch', got '{entity.type_name}'"
            )
        return LaunchDescription([self.parse_action(child) for child in entity.children])
