# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 service type`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.graph_completion import add_completed, complete_service
from ros2cli.api.service_client import find_service_types


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'service_name', complete_service, help='Name of the ROS service')


def main(args: argparse.Namespace) -> None:
    """Print the type of a service."""
    with cli_node() as node:
        for one in find_service_types(node, args.service_name):
            print(one)
