# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 param load`."""

from __future__ import annotations

import argparse
import sys

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.graph_completion import add_completed, complete_node
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.parameter_client import ParameterClient, add_timeout_argument
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'node_name', complete_node, help='Name of the node')
    parser.add_argument('parameter_file', help='Path of a parameter file (YAML)')
    parser.add_argument(
        '--no-use-wildcard',
        action='store_true',
        help="Leave out what the file gives for nodes by wildcards such as '/**'",
    )
    add_timeout_argument(parser)


def main(args: argparse.Namespace) -> int:
    """Set the parameters that a file has for a node, one after the other."""
    from rclpy.parameter import parameter_dict_from_yaml_file

    name = absolute_name(args.node_name)
    try:
        parameters = parameter_dict_from_yaml_file(
            args.parameter_file, not args.no_use_wildcard, target_nodes=[name]
        )
    except ValueError as error:
        raise CliError(str(error)) from error
    except RuntimeError as error:
        raise CliError(
            f"parameter file '{args.parameter_file}' has nothing for node '{name}'"
        ) from error
    with cli_node() as node:
        client = ParameterClient(node, name, args.timeout)
        results = client.set_messages(list(parameters.values()))
    failed = 0
    for parameter, result in zip(parameters, results, strict=True):
        reason = f': {result.reason}' if result.reason else ''
        if result.successful:
            print(f'Set parameter {parameter} successful{reason}')
        else:
            print(f'Set parameter {parameter} failed{reason}', file=sys.stderr)
            failed = 1
    return failed
