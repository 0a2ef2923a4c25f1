# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A launch file in Python as a source."""

from __future__ import annotations

from launch.launch_description import LaunchDescription
from launch.launch_description_source import LaunchDescriptionSource
from launch.launch_description_sources.python_launch_file import (
    get_launch_description_from_python_launch_file,
)
from launch.some_substitutions_type import SomeSubstitutionsType


class PythonLaunchDescriptionSource(LaunchDescriptionSource):
    """Load a launch description from a launch file in Python."""

    def __init__(self, launch_file_path: SomeSubstitutionsType) -> None:
        """Store the path of the launch file."""
        super().__init__(None, launch_file_path, 'interpreted python launch file')

    def _get_launch_description(self, location: str) -> LaunchDescription:
        return get_launch_description_from_python_launch_file(location)
