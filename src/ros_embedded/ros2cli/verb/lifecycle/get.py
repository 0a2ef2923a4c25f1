# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 lifecycle get`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_for_discovery
from ros2cli.api.lifecycle_nodes import (
    add_node_arguments,
    lifecycle_nodes,
    require_lifecycle_node,
    state_of,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_node_arguments(parser, nargs='?', help='Name of the node; default: all lifecycle nodes')


def main(args: argparse.Namespace) -> None:
    """Print the state of a lifecycle node or of all."""
    with cli_node() as node:
        if args.node_name is not None:
            name = require_lifecycle_node(node, args.node_name, args.include_hidden_nodes)
            state = state_of(node, name)
            print(f'{state.label} [{state.id}]')
            return
        wait_for_discovery(node, args.spin_time)
        for name in lifecycle_nodes(node, args.include_hidden_nodes):
            state = state_of(node, name)
            print(f'{name}: {state.label} [{state.id}]')
