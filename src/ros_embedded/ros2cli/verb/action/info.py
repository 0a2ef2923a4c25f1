# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 action info`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from ros2cli.api.action_names import add_action_argument
from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_for_discovery
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.listing import add_type_argument, names_with_types

if TYPE_CHECKING:
    from rclpy.node import Node

NamesAndTypes = list[tuple[str, list[str]]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_action_argument(parser)
    add_type_argument(parser, 'action')
    parser.add_argument(
        '-c',
        '--count',
        action='store_true',
        help='Only display the number of action clients and action servers',
    )


def main(args: argparse.Namespace) -> None:
    """Print the nodes that are clients and servers of an action."""
    from rclpy.action import (
        get_action_client_names_and_types_by_node,
        get_action_server_names_and_types_by_node,
    )

    action = absolute_name(args.action_name)
    with cli_node() as node:
        wait_for_discovery(node, args.spin_time)
        clients = _nodes_with(node, action, get_action_client_names_and_types_by_node)
        servers = _nodes_with(node, action, get_action_server_names_and_types_by_node)
    print(f'Action: {args.action_name}')
    for role, entries in (('clients', clients), ('servers', servers)):
        print(f'Action {role}: {len(entries)}')
        if not args.count:
            for line in names_with_types(entries, args):
                print(f'    {line}')


def _nodes_with(
    node: Node, action: str, actions_of: Callable[[Node, str, str], NamesAndTypes]
) -> NamesAndTypes:
    """Return the nodes among whose actions there is one, with the types that they give it."""
    from rclpy.impl.node_graph import NodeNameNonExistentError

    found = []
    for name, namespace in sorted(set(node.get_node_names_and_namespaces())):
        try:
            actions = dict(actions_of(node, name, namespace))
        except NodeNameNonExistentError:
            continue  # it has ended since it was listed
        if action in actions:
            found.append((f'{namespace.rstrip("/")}/{name}', actions[action]))
    return found
