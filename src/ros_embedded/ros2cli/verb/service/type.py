# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 service type`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_until
from ros2cli.api.graph_names import absolute_name
from ros2cli.cli_error import CliError

_WAIT_S = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    parser.add_argument('service_name', help='Name of the ROS service')


def main(args: argparse.Namespace) -> None:
    """Print the type of a service."""
    name = absolute_name(args.service_name)
    with cli_node() as node:
        types = wait_until(
            node, lambda: dict(node.get_service_names_and_types()).get(name), _WAIT_S
        )
    if not types:
        raise CliError(f"unknown service '{name}': check the name with `ros2 service list`")
    for one in types:
        print(one)
