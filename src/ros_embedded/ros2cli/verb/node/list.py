# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 node list`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_for_discovery
from ros2cli.api.graph_names import is_hidden


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    parser.add_argument('-a', '--all', action='store_true', help='Display hidden nodes too')
    parser.add_argument(
        '-c', '--count-nodes', action='store_true', help='Only display the number of nodes'
    )


def main(args: argparse.Namespace) -> None:
    """Print the nodes."""
    with cli_node() as node:
        wait_for_discovery(node, args.spin_time)
        own = node.get_fully_qualified_name()
        names = sorted(
            name
            for name in node.get_fully_qualified_node_names()
            if name != own and (args.all or not is_hidden(name))
        )
    if args.count_nodes:
        print(len(names))
        return
    for name in names:
        print(name)
    if len(set(names)) < len(names):
        twice = ', '.join(sorted(name for name, count in Counter(names).items() if count > 1))
        print(
            f'WARNING: several nodes of the graph share the exact name {twice}: this can have '
            'unintended side effects',
            file=sys.stderr,
        )
