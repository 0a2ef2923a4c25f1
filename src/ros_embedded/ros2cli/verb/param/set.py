# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 param set`."""

from __future__ import annotations

import argparse
from typing import Any

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.graph_completion import add_completed, complete_node, complete_parameter
from ros2cli.api.parameter_client import ParameterClient, add_timeout_argument
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'node_name', complete_node, help='Name of the node')
    add_completed(parser, 'parameter_name', complete_parameter, help='Name of the parameter')
    parser.add_argument('value', help='Value of the parameter, in YAML')
    add_timeout_argument(parser)


def main(args: argparse.Namespace) -> None:
    """Set a parameter."""
    value = parse_value(args.value)
    with cli_node() as node:
        client = ParameterClient(node, args.node_name, args.timeout)
        result = client.set(args.parameter_name, value)
    if not result.successful:
        raise CliError(
            f"setting parameter '{args.parameter_name}' failed"
            + (f': {result.reason}' if result.reason else '')
        )
    print('Set parameter successful' + (f': {result.reason}' if result.reason else ''))


def parse_value(text: str) -> Any:
    """Return the value that a YAML text gives a parameter; raise CliError if it can be none."""
    import yaml

    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        return text
    if isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, list):
        kinds = {type(one) for one in value}
        if kinds == {int, float}:
            return [float(one) for one in value]
        if len(kinds) <= 1 and kinds <= {bool, int, float, str}:
            return value
        raise CliError(f"the elements of '{text}' must be of one type: text, number or boolean")
    if value is None:
        return text
    raise CliError(f"'{text}' is no value of a parameter: use text, a number, a boolean or a list")
