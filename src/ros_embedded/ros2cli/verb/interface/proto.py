# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 interface proto`."""

from __future__ import annotations

import argparse

from ros2cli.api.graph_completion import add_completed, complete_type
from ros2cli.cli_error import CliError
from ros2cli.verb.interface.show import find_interface


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_completed(
        parser,
        'type',
        complete_type('msg', 'srv', 'action'),
        help="Interface type (e.g. 'std_msgs/msg/String')",
    )
    parser.add_argument(
        '--no-quotes', action='store_true', help='Omit the outer quotes of the prototype'
    )


def main(args: argparse.Namespace) -> None:
    """Print the values of an interface as `ros2 topic pub` and `ros2 service call` take them."""
    from rosidl_runtime_py import message_to_yaml

    from ros_embedded.interfaces.registry import interface_class

    package, kind, name = find_interface(args.type)
    interface = interface_class(package, kind, name)
    if kind == 'msg':
        message = interface()
    elif kind == 'srv':
        message = interface.Request()
    elif kind == 'action':
        message = interface.Goal()
    else:
        raise CliError(f"'{args.type}' is no message, service or action")
    text = message_to_yaml(message).rstrip('\n')
    print(text if args.no_quotes else f'"{text}\n"')
