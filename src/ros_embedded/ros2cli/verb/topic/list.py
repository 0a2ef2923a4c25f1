# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic list`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ros2cli.api.cli_node import cli_node, wait_for_discovery
from ros2cli.api.listing import (
    add_listing_arguments,
    add_type_argument,
    names_with_types,
    print_names,
)
from ros2cli.api.topics_in_use import topics_in_use

if TYPE_CHECKING:
    from rclpy.node import Node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_listing_arguments(parser, 'topics')
    add_type_argument(parser, 'topic')
    parser.add_argument(
        '-v', '--verbose', action='store_true', help='List full details about each topic'
    )


def main(args: argparse.Namespace) -> None:
    """Print the topics."""
    with cli_node() as node:
        wait_for_discovery(node, args.spin_time)
        topics = topics_in_use(node, args.include_hidden)
        if args.verbose and not args.count:
            _print_details(node, topics)
        else:
            print_names(names_with_types(topics, args), args)


def _print_details(node: Node, topics: list[tuple[str, list[str]]]) -> None:
    groups = (
        ('Published topics', 'publisher', node.count_publishers),
        ('Subscribed topics', 'subscriber', node.count_subscribers),
    )
    for title, role, count in groups:
        print(f'{title}:')
        for name, types in topics:
            number = count(name)
            if number:
                plural = '' if number == 1 else 's'
                print(f' * {name} [{", ".join(types)}] {number} {role}{plural}')
        print()
