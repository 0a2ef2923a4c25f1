# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A launch file of any kind as a source."""

from __future__ import annotations

from launch.launch_description import LaunchDescription
from launch.launch_description_source import LaunchDescriptionSource
from launch.launch_description_sources.any_launch_file import (
    get_launch_description_from_any_launch_file,
)
from launch.some_substitutions_type import SomeSubstitutionsType


class AnyLaunchDescriptionSource(LaunchDescriptionSource):
    """Load a launch description from a launch file, whatever its kind."""

    def __init__(self, launch_file_path: SomeSubstitutionsType) -> None:
        """Store the path of the launch file."""
        super().__init__(None, launch_file_path, 'any launch file')

    def _get_launch_description(self, location: str) -> LaunchDescription:
        return get_launch_description_from_any_launch_file(location)
