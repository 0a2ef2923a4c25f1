# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic info`."""

from __future__ import annotations

import argparse

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_for_discovery
from ros2cli.api.graph_completion import add_completed, complete_topic
from ros2cli.api.graph_names import absolute_name
from ros2cli.cli_error import CliError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    parser.add_argument(
        '-v',
        '--verbose',
        action='store_true',
        help='Print nodes, GIDs and QoS profiles of publishers and subscriptions',
    )
    add_completed(parser, 'topic_name', complete_topic, help='Name of the ROS topic')


def main(args: argparse.Namespace) -> None:
    """Print type, publishers and subscriptions of a topic."""
    name = absolute_name(args.topic_name)
    with cli_node() as node:
        wait_for_discovery(node, args.spin_time)
        types = dict(node.get_topic_names_and_types()).get(name)
        publishers = node.get_publishers_info_by_topic(name)
        subscriptions = node.get_subscriptions_info_by_topic(name)
        if not types:
            raise CliError(f"unknown topic '{name}': check the name with `ros2 topic list`")
        print(f'Type: {types[0] if len(types) == 1 else types}')
        for title, infos in (('Publisher', publishers), ('Subscription', subscriptions)):
            if args.verbose:
                print()
            print(f'{title} count: {len(infos)}')
            if args.verbose:
                for info in infos:
                    print(f'\n{info}')
