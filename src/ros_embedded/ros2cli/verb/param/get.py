# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 param get`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.parameter_client import (
    ParameterClient,
    add_timeout_argument,
    python_value,
    value_label,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    parser.add_argument('node_name', help='Name of the node')
    parser.add_argument('parameter_name', help='Name of the parameter')
    parser.add_argument('--hide-type', action='store_true', help='Print the value only')
    add_timeout_argument(parser)


def main(args: argparse.Namespace) -> None:
    """Print the value of a parameter."""
    with cli_node() as node:
        client = ParameterClient(node, args.node_name, args.timeout)
        message = client.require(args.parameter_name)
    value = python_value(message)
    print(value if args.hide_type else f'{value_label(message.type)} {value}')
