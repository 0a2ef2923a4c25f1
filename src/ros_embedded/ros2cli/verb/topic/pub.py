# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic pub`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_until
from ros2cli.api.graph_completion import add_completed, complete_topic, complete_type
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.interfaces import fill_stamped_message, load_type, parse_values
from ros2cli.api.qos_arguments import add_qos_arguments, publisher_qos
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node
    from rclpy.publisher import Publisher

_ACKNOWLEDGE_S = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'topic_name', complete_topic, help='Name of the ROS topic to publish to')
    add_completed(
        parser,
        'message_type',
        complete_type('msg'),
        help="Type of the ROS message ('std_msgs/msg/String')",
    )
    parser.add_argument(
        'values',
        nargs='?',
        default='{}',
        help="Values in YAML, such as '{data: Hello}'; 'auto' stands for a header and 'now' for "
        'a time of the moment when the message is sent',
    )
    parser.add_argument(
        '-r',
        '--rate',
        type=float,
        default=1.0,
        metavar='HZ',
        help='Publishing rate in Hz (default: %(default)s)',
    )
    parser.add_argument(
        '-p',
        '--print',
        dest='print_every',
        type=int,
        default=1,
        metavar='N',
        help='Only print every N-th published message; 0: none (default: %(default)s)',
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument('-1', '--once', action='store_true', help='Publish one message and exit')
    group.add_argument(
        '-t', '--times', type=int, default=0, metavar='N', help='Publish N messages and exit'
    )
    parser.add_argument(
        '-w',
        '--wait-matching-subscriptions',
        type=int,
        metavar='N',
        help='Wait for N subscriptions; default: 1 with --once and --times, else 0',
    )
    parser.add_argument(
        '--max-wait-time-secs',
        type=float,
        metavar='SECONDS',
        help='End with an error when the subscriptions are not there after this time',
    )
    parser.add_argument(
        '--keep-alive',
        type=float,
        default=0.1,
        metavar='SECONDS',
        help='Stay this long after the last message (default: %(default)s)',
    )
    parser.add_argument('-n', '--node-name', help='Name of the publishing node')
    add_qos_arguments(parser)


def main(args: argparse.Namespace) -> None:
    """Publish messages until Ctrl-C, or as many as asked for."""
    if args.rate <= 0:
        raise CliError(f'--rate must be greater than 0, got {args.rate:g}')
    message_type = load_type(args.message_type, 'msg')
    values = parse_values(args.values, args.message_type)
    message = message_type()
    stamps = fill_stamped_message(message, values, args.message_type)
    times = 1 if args.once else args.times
    with cli_node(use_sim_time=args.use_sim_time, name=args.node_name) as node:
        publisher = node.create_publisher(
            message_type, absolute_name(args.topic_name), publisher_qos(args)
        )
        _wait_for_subscriptions(node, publisher, args, times)
        print('publisher: beginning loop', flush=True)
        _publish(node, publisher, message, stamps, args, times)
        if times:
            from rclpy.duration import Duration

            publisher.wait_for_all_acked(Duration(seconds=_ACKNOWLEDGE_S))
            time.sleep(args.keep_alive)


def _wait_for_subscriptions(
    node: Node, publisher: Publisher, args: argparse.Namespace, times: int
) -> None:
    wanted = args.wait_matching_subscriptions
    if wanted is None:
        wanted = 1 if times else 0
    if wanted < 0:
        raise CliError(f'--wait-matching-subscriptions must not be negative, got {wanted}')
    if not wanted or publisher.get_subscription_count() >= wanted:
        return
    print(f'Waiting for at least {wanted} matching subscription(s)...', flush=True)
    limit_s = float('inf') if args.max_wait_time_secs is None else args.max_wait_time_secs
    if not wait_until(node, lambda: publisher.get_subscription_count() >= wanted, limit_s):
        if not node.context.ok():
            raise KeyboardInterrupt
        raise CliError(
            f'{publisher.get_subscription_count()} of {wanted} subscriptions of '
            f"'{publisher.topic_name}' are there after {limit_s:g} s"
        )


def _publish(
    node: Node,
    publisher: Publisher,
    message: Any,
    stamps: list[Callable[[Any], None]],
    args: argparse.Namespace,
    times: int,
) -> None:
    period_s = 1.0 / args.rate
    count = 0
    next_s = time.monotonic()
    while node.context.ok():
        for set_stamp in stamps:
            set_stamp(node.get_clock().now().to_msg())
        publisher.publish(message)
        count += 1
        if args.print_every and count % args.print_every == 0:
            print(f'publishing #{count}: {message!r}\n', flush=True)
        if times and count >= times:
            return
        next_s += period_s
        wait_until(node, lambda: False, next_s - time.monotonic())
    raise KeyboardInterrupt
