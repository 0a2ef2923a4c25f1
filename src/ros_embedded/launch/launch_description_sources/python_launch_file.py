# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Load launch files that are written in Python."""

from __future__ import annotations

import traceback
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

from launch.invalid_launch_file_error import InvalidLaunchFileError
from launch.launch_description import LaunchDescription


def load_python_launch_file_as_module(python_launch_file_path: str) -> ModuleType:
    """Return the launch file as a module; raise InvalidLaunchFileError when that fails."""
    path = str(python_launch_file_path)
    if not Path(path).is_file():
        raise InvalidLaunchFileError(path, 'there is no such file')
    loader = SourceFileLoader('python_launch_file', path)
    spec = spec_from_loader(loader.name, loader)
    if spec is None:
        raise InvalidLaunchFileError(path, 'it is no Python source file')
    module = module_from_spec(spec)
    try:
        loader.exec_module(module)
    except Exception as error:
        raise InvalidLaunchFileError(path, describe_error(error, path)) from error
    return module


def get_launch_description_from_python_launch_file(
    python_launch_file_path: str,
) -> LaunchDescription:
    """Return what the launch file's generate_launch_description() returns."""
    path = str(python_launch_file_path)
    module = load_python_launch_file_as_module(path)
    generate = getattr(module, 'generate_launch_description', None)
    if generate is None:
        raise InvalidLaunchFileError(path, "it has no function 'generate_launch_description()'")
    try:
        description = generate()
    except Exception as error:
        raise InvalidLaunchFileError(path, describe_error(error, path)) from error
    if not isinstance(description, LaunchDescription):
        raise InvalidLaunchFileError(
            path,
            f"generate_launch_description() must return a LaunchDescription, got '{description}'",
        )
    return description


def describe_error(error: Exception, path: str) -> str:
    """Return the kind and text of an error with the last line of the file that led to it."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path
    ]
    where = f' (line {frames[-1].lineno})' if frames else ''
    return f'{type(error).__name__}: {error}{where}'
