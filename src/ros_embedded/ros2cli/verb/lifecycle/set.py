# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 lifecycle set`."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.lifecycle_nodes import (
    add_node_arguments,
    change_state,
    require_lifecycle_node,
    transitions_of,
)
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_node_arguments(parser, help='Name of the node')
    parser.add_argument('transition', help='The lifecycle transition: its label or number')


def main(args: argparse.Namespace) -> None:
    """Let a lifecycle node go through a transition."""
    with cli_node() as node:
        name = require_lifecycle_node(node, args.node_name, args.include_hidden_nodes)
        available = [each.transition for each in transitions_of(node, name)]
        succeeded = change_state(node, name, _requested(args.transition, available))
    # As in ROS 2, the exit code is 0 either way.
    if succeeded:
        print('Transitioning successful')
    else:
        print('Transitioning failed', file=sys.stderr)


def _requested(wanted: str, available: list[Any]) -> Any:
    for transition in available:
        if wanted in (transition.label, str(transition.id)):
            return transition
    lines = [f'- {each.label} [{each.id}]' for each in available]
    raise CliError('\n'.join(['Unknown transition requested, available ones are:', *lines]))
