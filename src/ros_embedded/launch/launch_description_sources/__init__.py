# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Sources of launch descriptions."""

from launch.launch_description_sources.any_launch_description_source import (
    AnyLaunchDescriptionSource,
)
from launch.launch_description_sources.any_launch_file import (
    get_launch_description_from_any_launch_file,
)
from launch.launch_description_sources.frontend_launch_description_source import (
    FrontendLaunchDescriptionSource,
)
from launch.launch_description_sources.python_launch_description_source import (
    PythonLaunchDescriptionSource,
)
from launch.launch_description_sources.python_launch_file import (
    get_launch_description_from_python_launch_file,
    load_python_launch_file_as_module,
)

from launch.invalid_launch_file_error import InvalidLaunchFileError  # isort: skip

__all__ = [
    'AnyLaunchDescriptionSource',
    'FrontendLaunchDescriptionSource',
    'InvalidLaunchFileError',
    'PythonLaunchDescriptionSource',
    'get_launch_description_from_any_launch_file',
    'get_launch_description_from_python_launch_file',
    'load_python_launch_file_as_module',
]
