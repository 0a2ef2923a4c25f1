# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 param list`."""

from __future__ import annotations

import argparse
import sys

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_for_discovery
from ros2cli.api.graph_completion import add_completed, complete_node
from ros2cli.api.graph_names import absolute_name, is_hidden
from ros2cli.api.parameter_client import ParameterClient, add_timeout_argument, type_name
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(
        parser,
        'node_name',
        complete_node,
        nargs='?',
        help='Name of the node; default: all nodes',
    )
    parser.add_argument(
        '--include-hidden-nodes', action='store_true', help='Consider hidden nodes too'
    )
    parser.add_argument(
        '--param-prefixes',
        nargs='+',
        default=[],
        metavar='PREFIX',
        help='Only list parameters below these prefixes',
    )
    parser.add_argument('--param-type', action='store_true', help='Print parameter types too')
    add_timeout_argument(parser)


def main(args: argparse.Namespace) -> int:
    """Print the parameters of one node or of all."""
    with cli_node() as node:
        if args.node_name is not None:
            client = ParameterClient(node, absolute_name(args.node_name), args.timeout)
            _print_parameters(client, args)
            return 0
        wait_for_discovery(node, args.spin_time)
        own = node.get_fully_qualified_name()
        failed = 0
        for name in sorted(set(node.get_fully_qualified_node_names())):
            if name == own or (is_hidden(name) and not args.include_hidden_nodes):
                continue
            services = dict(node.get_service_names_and_types())
            if f'{name}/list_parameters' not in services:
                continue
            print(f'{name}:')
            try:
                client = ParameterClient(node, name, args.timeout)
                _print_parameters(client, args)
            except CliError as error:
                print(f'ros2: {error}', file=sys.stderr)
                failed = 1
        return failed


def _print_parameters(client: ParameterClient, args: argparse.Namespace) -> None:
    names = client.names(args.param_prefixes)
    if not args.param_type:
        for name in names:
            print(f'  {name}')
        return
    for name, value in zip(names, client.values(names), strict=True):
        print(f'  {name} (type: {type_name(value.type)})')
