# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 action type`."""

from __future__ import annotations

import argparse

from ros2cli.api.action_names import add_action_argument, find_action_types
from ros2cli.api.cli_node import add_spin_arguments, cli_node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_action_argument(parser)


def main(args: argparse.Namespace) -> None:
    """Print the type of an action."""
    with cli_node() as node:
        for one in find_action_types(node, args.action_name):
            print(one)
