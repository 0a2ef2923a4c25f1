# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 param describe`."""

from __future__ import annotations

import argparse
from typing import Any

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.graph_completion import add_completed, complete_node, complete_parameter
from ros2cli.api.parameter_client import ParameterClient, add_timeout_argument, type_name
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'node_name', complete_node, help='Name of the node')
    add_completed(
        parser,
        'parameter_names',
        complete_parameter,
        nargs='+',
        help='Names of the parameters',
    )
    add_timeout_argument(parser)


def main(args: argparse.Namespace) -> None:
    """Print what is declared about parameters."""
    with cli_node() as node:
        client = ParameterClient(node, args.node_name, args.timeout)
        unknown = sorted(set(args.parameter_names) - set(client.names()))
        if unknown:
            raise CliError(f"node '{args.node_name}' has no parameter '{unknown[0]}'")
        descriptors = client.descriptors(args.parameter_names)
    for descriptor in descriptors:
        print(describe(descriptor))


def describe(descriptor: Any) -> str:
    """Return the description of a parameter."""
    lines = [f'Parameter name: {descriptor.name}', f'  Type: {type_name(descriptor.type)}']
    if descriptor.description:
        lines.append(f'  Description: {descriptor.description}')
    lines.append('  Constraints:')
    if descriptor.read_only:
        lines.append('    Read only: true')
    for limits in (*descriptor.floating_point_range, *descriptor.integer_range):
        lines.append(f'    Min value: {limits.from_value}')
        lines.append(f'    Max value: {limits.to_value}')
        if limits.step:
            lines.append(f'    Step: {limits.step}')
    if descriptor.additional_constraints:
        lines.append(f'    Additional constraints: {descriptor.additional_constraints}')
    return '\n'.join(lines)
