# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 param get`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.graph_completion import add_completed, complete_node, complete_parameter
from ros2cli.api.parameter_client import (
    ParameterClient,
    add_timeout_argument,
    python_value,
    value_label,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'node_name', complete_node, help='Name of the node')
    add_completed(parser, 'parameter_name', complete_parameter, help='Name of the parameter')
    parser.add_argument('--hide-type', action='store_true', help='Print the value only')
    add_timeout_argument(parser)


def main(args: argparse.Namespace) -> None:
    """Print the value of a parameter."""
    with cli_node() as node:
        client = ParameterClient(node, args.node_name, args.timeout)
        message = client.require(args.parameter_name)
    value = python_value(message)
    if value is None:
        print(value_label(message.type))
        return
    print(value if args.hide_type else f'{value_label(message.type)} {value}')
