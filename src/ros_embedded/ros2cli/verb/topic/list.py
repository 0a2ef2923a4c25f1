# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic list`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_for_discovery
from ros2cli.api.graph_names import is_hidden

if TYPE_CHECKING:
    from rclpy.node import Node


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    parser.add_argument(
        '-t', '--show-types', action='store_true', help='Additionally show the topic type'
    )
    parser.add_argument(
        '-c', '--count-topics', action='store_true', help='Only display the number of topics'
    )
    parser.add_argument(
        '--include-hidden-topics', action='store_true', help='Consider hidden topics'
    )
    parser.add_argument(
        '-v', '--verbose', action='store_true', help='List full details about each topic'
    )


def main(args: argparse.Namespace) -> None:
    """Print the topics."""
    with cli_node() as node:
        wait_for_discovery(node, args.spin_time)
        topics = sorted(
            (name, types)
            for name, types in node.get_topic_names_and_types()
            if args.include_hidden_topics or not is_hidden(name)
        )
        own = {name for name, _ in _own_topics(node)}
        topics = [
            (name, types) for name, types in topics if name not in own or _others(node, name)
        ]
        if args.count_topics:
            print(len(topics))
        elif args.verbose:
            _print_details(node, topics)
        else:
            for name, types in topics:
                print(f'{name} [{", ".join(types)}]' if args.show_types else name)


def _own_topics(node: Node) -> list[tuple[str, list[str]]]:
    name, namespace = node.get_name(), node.get_namespace()
    return [
        *node.get_publisher_names_and_types_by_node(name, namespace),
        *node.get_subscriber_names_and_types_by_node(name, namespace),
    ]


def _others(node: Node, topic: str) -> bool:
    """Return whether a node that is not this call's uses the topic."""
    endpoints = [
        *node.get_publishers_info_by_topic(topic),
        *node.get_subscriptions_info_by_topic(topic),
    ]
    return any(endpoint.node_name != node.get_name() for endpoint in endpoints)


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
