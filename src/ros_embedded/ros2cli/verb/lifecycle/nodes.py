# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 lifecycle nodes`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_for_discovery
from ros2cli.api.lifecycle_nodes import lifecycle_nodes
from ros2cli.api.listing import print_names


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    parser.add_argument(
        '-a', '--all', action='store_true', help='Display all nodes even hidden ones'
    )
    parser.add_argument(
        '-c',
        '--count-nodes',
        dest='count',
        action='store_true',
        help='Only display the number of nodes discovered',
    )


def main(args: argparse.Namespace) -> None:
    """Print the lifecycle nodes."""
    with cli_node() as node:
        wait_for_discovery(node, args.spin_time)
        names = lifecycle_nodes(node, args.all)
    print_names(names, args)
