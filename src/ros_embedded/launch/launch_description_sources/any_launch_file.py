# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Load launch files of every kind that is known."""

from __future__ import annotations

from pathlib import Path

from launch.invalid_launch_file_error import InvalidLaunchFileError
from launch.launch_context import LaunchContext
from launch.launch_description import LaunchDescription
from launch.launch_description_sources.frontend_launch_description_source import (
    FrontendLaunchDescriptionSource,
)
from launch.launch_description_sources.python_launch_file import (
    get_launch_description_from_python_launch_file,
)


def get_launch_description_from_any_launch_file(launch_file_path: str) -> LaunchDescription:
    """
    Return the description of a launch file.

    Raises InvalidLaunchFileError for files that are no launch files.
    """
    path = Path(launch_file_path)
    if not path.is_file():
        raise InvalidLaunchFileError(str(path), 'there is no such file')
    if path.suffix == '.py':
        return get_launch_description_from_python_launch_file(str(path))
    if path.suffix in ('.xml', '.yaml', '.yml'):
        return FrontendLaunchDescriptionSource(str(path)).get_launch_description(LaunchContext())
    raise InvalidLaunchFileError(
        str(path), "the name of a launch file ends in '.py', '.xml', '.yaml' or '.yml'"
    )
