# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Find launch files and tell their arguments."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from launch import LaunchDescription

_ENDINGS = tuple(
    f'{separator}launch.{kind}' for separator in '._' for kind in ('py', 'xml', 'yaml', 'yml')
)
# Folders of a source checkout that hold no launch files and can be very large.
_SKIPPED = {'__pycache__', 'build', 'install', 'log', 'node_modules', 'site-packages'}


def find_launch_file(package: str, file_name: str) -> Path:
    """Return the path of a launch file in a package; raise CliError if none or several match."""
    share = _share_folder(package)
    usual = share / 'launch' / file_name
    if usual.is_file():
        return usual
    found = sorted(path for path in _walk(share) if path.name == file_name)
    if not found:
        known = ', '.join(path.name for path in launch_files_of_package(package))
        raise CliError(
            f"no launch file '{file_name}' in package '{package}' ({share}); it has: "
            f'{known or "none"}'
        )
    if len(found) > 1:
        raise CliError(
            f"several files '{file_name}' in package '{package}': give the path of one of "
            f'{", ".join(map(str, found))}'
        )
    return found[0]


def launch_files_of_package(package: str) -> list[Path]:
    """Return the launch files of a package; raise CliError when it is unknown."""
    share = _share_folder(package)
    return sorted(path for path in _walk(share) if path.name.endswith(_ENDINGS))


def parse_launch_arguments(texts: list[str]) -> list[tuple[str, str]]:
    """Return names and values of 'name:=value'; the last one wins. Raises CliError."""
    arguments: dict[str, str] = {}
    for text in texts:
        name, separator, value = text.partition(':=')
        if not separator or not name:
            raise CliError(f"malformed launch argument '{text}': write it like 'name:=value'")
        arguments[name] = value
    return list(arguments.items())


def describe_arguments(description: LaunchDescription) -> str:
    """Return the manual of a launch file's arguments."""
    lines = ["Arguments (pass arguments as '<name>:=<value>'):"]
    conditional = False
    arguments = description.get_launch_arguments()
    for argument in arguments:
        mark = '*' if argument._conditionally_included else ''
        conditional = conditional or bool(mark)
        lines += ['', f"    '{argument.name}':{mark}", f'        {argument.description}']
        if argument.default_value is not None:
            default = ' + '.join(token.describe() for token in argument.default_value)
            lines.append(f'        (default: {default})')
    if not arguments:
        lines += ['', '  No arguments.']
    elif conditional:
        lines += ['', '* argument(s) which are only used if specific conditions occur']
    return '\n'.join(lines)


def _share_folder(package: str) -> Path:
    from ros_embedded.packages.index import PackageError, find_share_folder

    try:
        return find_share_folder(package)
    except PackageError as error:
        raise CliError(str(error.args[0])) from error


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [
            name for name in folders if not name.startswith('.') and name not in _SKIPPED
        ]
        for name in files:
            yield Path(root) / name
