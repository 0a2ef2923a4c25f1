# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 pkg executables`."""

from __future__ import annotations

import argparse

from ros2cli.api.package_completion import complete_package
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    package = parser.add_argument('package_name', nargs='?', help='Name of the ROS package')
    package.completer = complete_package  # type: ignore[attr-defined]
    parser.add_argument('--full-path', action='store_true', help='Show the paths')


def main(args: argparse.Namespace) -> None:
    """Print the executables of one package or of all."""
    from ros_embedded.packages.index import PackageError, executables, package_names

    packages = [args.package_name] if args.package_name is not None else package_names()
    for package in packages:
        try:
            found = executables(package)
        except PackageError as error:
            raise CliError(str(error.args[0])) from error
        for name, path in sorted(found.items()):
            print(path if args.full_path else f'{package} {name}')
