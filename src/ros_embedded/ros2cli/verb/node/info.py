# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 node info`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_for_discovery
from ros2cli.api.graph_completion import add_completed, complete_node
from ros2cli.api.graph_names import absolute_name, is_hidden, split_node_name
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'node_name', complete_node, help='Name of the node')
    parser.add_argument(
        '--include-hidden', action='store_true', help='Display hidden topics and services too'
    )


def main(args: argparse.Namespace) -> None:
    """Print topics, services and actions of a node."""
    from rclpy.action import (
        get_action_client_names_and_types_by_node,
        get_action_server_names_and_types_by_node,
    )

    name = absolute_name(args.node_name)
    namespace, base = split_node_name(name)
    with cli_node() as node:
        wait_for_discovery(node, args.spin_time)
        if name not in node.get_fully_qualified_node_names():
            raise CliError(f"unknown node '{name}': check the name with `ros2 node list`")
        publishers = node.get_publisher_names_and_types_by_node(base, namespace)
        subscribers = node.get_subscriber_names_and_types_by_node(base, namespace)
        services = node.get_service_names_and_types_by_node(base, namespace)
        clients = node.get_client_names_and_types_by_node(base, namespace)
        action_servers = get_action_server_names_and_types_by_node(node, base, namespace)
        action_clients = get_action_client_names_and_types_by_node(node, base, namespace)
    groups = (
        ('Subscribers', subscribers),
        ('Publishers', publishers),
        ('Service Servers', services),
        ('Service Clients', clients),
        ('Action Servers', action_servers),
        ('Action Clients', action_clients),
    )
    print(name)
    for title, entries in groups:
        print(f'  {title}:')
        lines = [
            f'    {entry}: {", ".join(types)}'
            for entry, types in entries
            if args.include_hidden or not is_hidden(entry)
        ]
        # As in ROS 2, an empty line stands for an empty group.
        print('\n'.join(lines))
