# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 param delete`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.graph_completion import add_completed, complete_node, complete_parameter
from ros2cli.api.parameter_client import ParameterClient, add_timeout_argument
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'node_name', complete_node, help='Name of the node')
    add_completed(parser, 'parameter_name', complete_parameter, help='Name of the parameter')
    add_timeout_argument(parser)


def main(args: argparse.Namespace) -> None:
    """Delete a parameter: only those without a fixed type can be."""
    with cli_node() as node:
        client = ParameterClient(node, args.node_name, args.timeout)
        client.require(args.parameter_name)
        result = client.set(args.parameter_name, None)
    reason = f': {result.reason}' if result.reason else ''
    if not result.successful:
        raise CliError(f"deleting parameter '{args.parameter_name}' failed{reason}")
    print(f'Deleted parameter successfully{reason}')
