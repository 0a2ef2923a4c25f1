# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 launch`: run a launch file."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ros2cli.api.launch_files import describe_arguments, find_launch_file, parse_launch_arguments
from ros2cli.api.package_completion import complete_launch_file, complete_package
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        '-n',
        '--noninteractive',
        action='store_true',
        help='Run the launch system non-interactively, with no terminal associated',
    )
    parser.add_argument(
        '-d', '--debug', action='store_true', help='Put the launch system in debug mode'
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        '-p',
        '--print',
        '--print-description',
        dest='print_description',
        action='store_true',
        help='Print the launch description to the console without launching it',
    )
    group.add_argument(
        '-s',
        '--show-args',
        '--show-arguments',
        dest='show_arguments',
        action='store_true',
        help='Show arguments that may be given to the launch file',
    )
    parser.add_argument(
        '-a',
        '--show-all-subprocesses-output',
        action='store_true',
        help="Show all launched subprocesses' output, whatever the launch file says",
    )
    parser.add_argument(
        '--launch-prefix',
        help='Command that goes before all executables, such as "xterm -e gdb -ex run --args"',
    )
    parser.add_argument(
        '--launch-prefix-filter',
        help='Regular expression: only executables whose names match get the prefix',
    )
    package = parser.add_argument(
        'package_name', help='Name of the ROS package, or path of the launch file'
    )
    package.completer = complete_package  # type: ignore[attr-defined]
    file_name = parser.add_argument(
        'launch_file_name', nargs='?', help='Name of the launch file in the package'
    )
    file_name.completer = complete_launch_file  # type: ignore[attr-defined]
    parser.add_argument(
        'launch_arguments',
        nargs='*',
        help="Arguments to the launch file: '<name>:=<value>' (the last one of a name wins)",
    )


def main(args: argparse.Namespace) -> int:
    """Find the launch file and run it, print it, or show its arguments."""
    path, texts = _path_and_arguments(args)
    arguments = parse_launch_arguments(texts)
    if args.show_all_subprocesses_output:
        os.environ['OVERRIDE_LAUNCH_PROCESS_OUTPUT'] = 'both'
    if args.print_description or args.show_arguments:
        return _describe(path, args.show_arguments)
    return _launch(path, [*_prefix_configurations(args), *arguments], args)


def _path_and_arguments(args: argparse.Namespace) -> tuple[Path, list[str]]:
    name = args.launch_file_name
    if name is None or ':=' in name or _is_path(args.package_name):
        path = Path(args.package_name)
        if not path.is_file():
            raise CliError(
                f"no launch file '{args.package_name}': give the path of one, or a package and "
                'the name of one of its launch files'
            )
        return path, [*([name] if name is not None else []), *args.launch_arguments]
    return find_launch_file(args.package_name, name), args.launch_arguments


def _is_path(text: str) -> bool:
    return os.sep in text or text.endswith(('.py', '.xml', '.yaml', '.yml'))


def _prefix_configurations(args: argparse.Namespace) -> list[tuple[str, str]]:
    if args.launch_prefix_filter is not None and args.launch_prefix is None:
        raise CliError('--launch-prefix-filter needs --launch-prefix')
    options = {
        'launch-prefix': args.launch_prefix,
        'launch-prefix-filter': args.launch_prefix_filter,
    }
    return [(name, value) for name, value in options.items() if value is not None]


def _describe(path: Path, show_arguments: bool) -> int:
    from launch import LaunchIntrospector
    from launch.launch_description_sources import (
        InvalidLaunchFileError,
        get_launch_description_from_any_launch_file,
    )

    try:
        description = get_launch_description_from_any_launch_file(str(path))
        if show_arguments:
            print(describe_arguments(description))
        else:
            print(LaunchIntrospector().format_launch_description(description))
    except (InvalidLaunchFileError, NotImplementedError) as error:
        raise CliError(str(error)) from error
    return 0


def _launch(path: Path, arguments: list[tuple[str, str]], args: argparse.Namespace) -> int:
    from launch import LaunchDescription, LaunchService
    from launch.actions import IncludeLaunchDescription
    from launch.launch_description_sources import AnyLaunchDescriptionSource

    service = LaunchService(
        argv=[f'{name}:={value}' for name, value in arguments],
        noninteractive=args.noninteractive,
        debug=args.debug,
    )
    include = IncludeLaunchDescription(
        AnyLaunchDescriptionSource(str(path)), launch_arguments=arguments
    )
    service.include_launch_description(LaunchDescription([include]))
    return service.run()
