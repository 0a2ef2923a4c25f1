# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 interface package`."""

from __future__ import annotations

import argparse

from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument('package_name', help="Name of the ROS package (e.g. 'example_interfaces')")


def main(args: argparse.Namespace) -> None:
    """Print the interfaces of a package."""
    from ros_embedded.interfaces.catalogue import interface_names, interface_packages

    if args.package_name not in interface_packages():
        raise CliError(
            f"unknown package '{args.package_name}': `ros2 interface packages` lists those with "
            'interfaces'
        )
    for kind in ('msg', 'srv', 'action'):
        for name in interface_names(args.package_name, kind):
            print(f'{args.package_name}/{kind}/{name}')
