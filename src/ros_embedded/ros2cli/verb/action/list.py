# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 action list`."""

from __future__ import annotations

import argparse

from ros2cli.api.action_names import discover_actions
from ros2cli.api.cli_node import add_spin_arguments
from ros2cli.api.listing import add_type_argument, names_with_types, print_names


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_type_argument(parser, 'action')
    parser.add_argument(
        '-c',
        '--count-actions',
        dest='count',
        action='store_true',
        help='Only display the number of actions discovered',
    )


def main(args: argparse.Namespace) -> None:
    """Print the actions."""
    print_names(names_with_types(discover_actions(args.spin_time), args), args)
