# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 service list`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import cli_node, wait_for_discovery
from ros2cli.api.graph_names import is_hidden
from ros2cli.api.listing import (
    add_listing_arguments,
    add_type_argument,
    names_with_types,
    print_names,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_listing_arguments(parser, 'services')
    add_type_argument(parser, 'service')


def main(args: argparse.Namespace) -> None:
    """Print the services."""
    services = discover_services(args.spin_time, args.include_hidden)
    print_names(names_with_types(services, args), args)


def discover_services(spin_time_s: float, include_hidden: bool) -> list[tuple[str, list[str]]]:
    """Return names and types of the services of the graph, sorted."""
    with cli_node() as node:
        wait_for_discovery(node, spin_time_s)
        return sorted(
            (name, types)
            for name, types in node.get_service_names_and_types()
            if include_hidden or not is_hidden(name)
        )
