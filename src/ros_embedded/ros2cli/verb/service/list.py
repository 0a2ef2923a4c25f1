# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 service list`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_for_discovery
from ros2cli.api.graph_names import is_hidden


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    parser.add_argument(
        '-t', '--show-types', action='store_true', help='Additionally show the service type'
    )
    parser.add_argument(
        '-c', '--count-services', action='store_true', help='Only display the number of services'
    )
    parser.add_argument(
        '--include-hidden-services', action='store_true', help='Consider hidden services'
    )


def main(args: argparse.Namespace) -> None:
    """Print the services."""
    with cli_node() as node:
        wait_for_discovery(node, args.spin_time)
        services = sorted(
            (name, types)
            for name, types in node.get_service_names_and_types()
            if args.include_hidden_services or not is_hidden(name)
        )
    if args.count_services:
        print(len(services))
        return
    for name, types in services:
        print(f'{name} [{", ".join(types)}]' if args.show_types else name)
