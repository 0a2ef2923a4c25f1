# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic type`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.graph_completion import add_completed, complete_topic
from ros2cli.api.topic_types import find_topic_type


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'topic_name', complete_topic, help='Name of the ROS topic')


def main(args: argparse.Namespace) -> None:
    """Print the type of a topic."""
    with cli_node() as node:
        print(find_topic_type(node, args.topic_name))
