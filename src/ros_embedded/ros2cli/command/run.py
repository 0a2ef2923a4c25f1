# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 run`: run an executable of a package."""

from __future__ import annotations

import argparse
import os
import shlex
import sys

from ros2cli.api.package_completion import complete_executable, complete_package
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        '--prefix', help='Command that goes before the executable, such as "gdb --args"'
    )
    package = parser.add_argument('package_name', help='Name of the ROS package')
    package.completer = complete_package  # type: ignore[attr-defined]
    executable = parser.add_argument('executable_name', help='Name of the executable')
    executable.completer = complete_executable  # type: ignore[attr-defined]
    parser.add_argument(
        'argv', nargs=argparse.REMAINDER, help='Arguments passed on to the executable'
    )


def main(args: argparse.Namespace) -> int:
    """Replace this process by the executable, so that signals and exit code are its own."""
    from ros_embedded.packages.index import PackageError, find_executable

    try:
        path = find_executable(args.package_name, args.executable_name)
    except PackageError as error:
        raise CliError(str(error.args[0])) from error
    cmd = [*shlex.split(args.prefix or ''), str(path), *args.argv]
    sys.stdout.flush()
    try:
        os.execvp(cmd[0], cmd)
    except OSError as error:
        raise CliError(f"cannot run '{cmd[0]}': {error.strerror}") from error
