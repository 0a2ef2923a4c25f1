# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 param dump`."""

from __future__ import annotations

import argparse
from typing import Any

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.graph_completion import add_completed, complete_node
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.parameter_client import ParameterClient, add_timeout_argument, python_value


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'node_name', complete_node, help='Name of the node')
    add_timeout_argument(parser)


def main(args: argparse.Namespace) -> None:
    """Print all parameters as a parameter file."""
    import yaml

    with cli_node() as node:
        client = ParameterClient(node, args.node_name, args.timeout)
        names = client.names()
        values = client.values(names)
    parameters: dict[str, Any] = {}
    for name, value in zip(names, values, strict=True):
        _insert(parameters, name.split('.'), python_value(value))
    content = {absolute_name(args.node_name): {'ros__parameters': parameters}}
    print(yaml.safe_dump(content, default_flow_style=False), end='')


def _insert(parameters: dict[str, Any], path: list[str], value: Any) -> None:
    """Put a value below the nested dictionaries that the parts of its name stand for."""
    if len(path) > 1 and isinstance(parameters.setdefault(path[0], {}), dict):
        _insert(parameters[path[0]], path[1:], value)
    else:
        parameters['.'.join(path)] = value
