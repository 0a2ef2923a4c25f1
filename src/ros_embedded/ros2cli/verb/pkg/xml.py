# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 pkg xml`."""

from __future__ import annotations

import argparse
from xml.etree import ElementTree

from ros2cli.api.graph_completion import add_completed
from ros2cli.api.package_completion import complete_package
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_completed(parser, 'package_name', complete_package, help='Name of the ROS package')
    parser.add_argument('-t', '--tag', help='Only print this tag, such as version')


def main(args: argparse.Namespace) -> None:
    """Print the manifest of a package, or one tag of it."""
    from ros_embedded.packages.index import PackageError, find_share_folder

    try:
        path = find_share_folder(args.package_name) / 'package.xml'
        text = path.read_text(encoding='utf-8')
    except PackageError as error:
        raise CliError(str(error.args[0])) from error
    except OSError as error:
        raise CliError(f"cannot read '{path}': {error.strerror}") from error
    if args.tag is None:
        print(text, end='')
        return
    try:
        elements = ElementTree.fromstring(text).findall(args.tag)
    except (ElementTree.ParseError, SyntaxError) as error:
        raise CliError(f"'{path}' is no manifest: {error}") from error
    if not elements:
        raise CliError(f"'{path}' has no tag '{args.tag}'")
    for element in elements:
        print(''.join(element.itertext()).strip())
