# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic find`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import cli_node, wait_for_discovery
from ros2cli.api.graph_completion import add_completed, complete_type
from ros2cli.api.listing import add_listing_arguments, print_names
from ros2cli.api.topics_in_use import topics_in_use


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_listing_arguments(parser, 'topics')
    add_completed(
        parser, 'topic_type', complete_type('msg'), help="Type to look for ('std_msgs/msg/String')"
    )


def main(args: argparse.Namespace) -> None:
    """Print the topics of a type."""
    with cli_node() as node:
        wait_for_discovery(node, args.spin_time)
        topics = topics_in_use(node, args.include_hidden)
    print_names([name for name, types in topics if args.topic_type in types], args)
