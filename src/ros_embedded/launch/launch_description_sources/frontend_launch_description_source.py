# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A launch file in XML or YAML as a source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from launch.invalid_launch_file_error import InvalidLaunchFileError
from launch.launch_description import LaunchDescription
from launch.launch_description_source import LaunchDescriptionSource

if TYPE_CHECKING:
    from launch.frontend import Entity
    from launch.some_substitutions_type import SomeSubstitutionsType


class FrontendLaunchDescriptionSource(LaunchDescriptionSource):
    """Load a launch description from a launch file in one of the markup languages."""

    def __init__(self, launch_file_path: SomeSubstitutionsType) -> None:
        """Store the path of the launch file."""
        super().__init__(None, launch_file_path, 'launch file in XML or YAML')

    def _get_launch_description(self, location: str) -> LaunchDescription:
        from launch.frontend import Parser

        path = Path(location)
        if not path.is_file():
            raise InvalidLaunchFileError(str(path), 'there is no such file')
        try:
            return Parser().parse_description(self._read(path))
        except (AttributeError, RuntimeError, TypeError, ValueError) as error:
            if isinstance(error, NotImplementedError):
                raise
            raise InvalidLaunchFileError(str(path), str(error)) from error

    def _read(self, path: Path) -> Entity:
        """Return the outermost element; the language is told by the end of the file's name."""
        if path.suffix == '.xml':
            from launch_xml import read_xml

            return read_xml(path)
        from launch_yaml import read_yaml

        return read_yaml(path)
