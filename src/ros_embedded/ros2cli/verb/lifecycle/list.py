# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 lifecycle list`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.lifecycle_nodes import (
    add_node_arguments,
    require_lifecycle_node,
    transitions_of,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_node_arguments(parser, help='Name of the node')
    parser.add_argument(
        '-a', '--all', action='store_true', help='Display all existing transitions'
    )


def main(args: argparse.Namespace) -> None:
    """Print the transitions of a lifecycle node that are available now, or all."""
    with cli_node() as node:
        name = require_lifecycle_node(node, args.node_name, args.include_hidden_nodes)
        transitions = transitions_of(node, name, graph=args.all)
    for each in transitions:
        print(f'- {each.transition.label} [{each.transition.id}]')
        print(f'\tStart: {each.start_state.label}')
        print(f'\tGoal: {each.goal_state.label}')
