# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 pkg prefix`."""

from __future__ import annotations

import argparse

from ros2cli.api.package_completion import complete_package
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    package = parser.add_argument('package_name', help='Name of the ROS package')
    package.completer = complete_package  # type: ignore[attr-defined]
    parser.add_argument('--share', action='store_true', help='Show the share folder instead')


def main(args: argparse.Namespace) -> None:
    """Print the prefix, or the share folder, of a package."""
    from ros_embedded.packages.index import PackageError, find_prefix, find_share_folder

    find = find_share_folder if args.share else find_prefix
    try:
        print(find(args.package_name))
    except PackageError as error:
        raise CliError(str(error.args[0])) from error
