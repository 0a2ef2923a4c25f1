# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Completion of package names and of what is in packages."""

from __future__ import annotations

import argparse
from typing import Any


def complete_package(prefix: str, **_: Any) -> list[str]:
    """Return the names of packages."""
    from ros_embedded.packages.index import package_names

    return [name for name in package_names() if name.startswith(prefix)]


def complete_executable(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Return the names of the executables of the package on the command line."""
    from ros_embedded.packages.index import PackageError, executables

    try:
        return [name for name in executables(parsed_args.package_name) if name.startswith(prefix)]
    except PackageError:
        return []


def complete_launch_file(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Return the names of the launch files of the package on the command line."""
    from ros2cli.api.launch_files import launch_files_of_package
    from ros2cli.cli_error import CliError

    try:
        paths = launch_files_of_package(parsed_args.package_name)
    except CliError:
        return []
    return [path.name for path in paths if path.name.startswith(prefix)]
