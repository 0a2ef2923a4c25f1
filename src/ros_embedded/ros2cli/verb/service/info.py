# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 service info`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_for_discovery
from ros2cli.api.graph_completion import add_completed, complete_service
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.service_client import find_service_types


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'service_name', complete_service, help='Name of the ROS service')


def main(args: argparse.Namespace) -> None:
    """Print the type of a service and how many clients and servers it has."""
    name = absolute_name(args.service_name)
    with cli_node() as node:
        wait_for_discovery(node, args.spin_time)
        types = find_service_types(node, name)
        print(f'Type: {types[0] if len(types) == 1 else types}')
        print(f'Clients count: {node.count_clients(name)}')
        print(f'Services count: {node.count_services(name)}')
