# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic echo`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Any

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.graph_completion import add_completed, complete_topic, complete_type
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.message_filter import add_filter_argument, make_filter
from ros2cli.api.qos_arguments import add_qos_arguments, matching_qos
from ros2cli.api.spin import spin_until
from ros2cli.api.topic_types import load_topic_type
from ros2cli.cli_error import CliError

_TRUNCATE_LENGTH = 128
_FIELD_PART = re.compile(r'([A-Za-z_]\w*)((?:\[-?\d+\])*)')


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    add_completed(parser, 'topic_name', complete_topic, help='Name of the ROS topic to listen to')
    add_completed(
        parser,
        'message_type',
        complete_type('msg'),
        nargs='?',
        help="Type of the topic ('std_msgs/msg/String')",
    )
    add_qos_arguments(parser)
    parser.add_argument('--csv', action='store_true', help='Output all fields separated by commas')
    parser.add_argument(
        '--field',
        metavar='FIELD',
        help="Echo a selected field of a message, such as 'header.stamp' or 'position[0]'",
    )
    parser.add_argument(
        '-f',
        '--full-length',
        action='store_true',
        help='Output all elements of arrays, bytes and long strings',
    )
    parser.add_argument(
        '-l',
        '--truncate-length',
        type=int,
        default=_TRUNCATE_LENGTH,
        help='Number of elements and characters after which dots follow (default: %(default)s)',
    )
    parser.add_argument('--no-arr', action='store_true', help="Don't print array fields")
    parser.add_argument('--no-str', action='store_true', help="Don't print string fields")
    parser.add_argument(
        '--flow-style', action='store_true', help='Print collections in the flow style'
    )
    add_filter_argument(parser)
    parser.add_argument('--once', action='store_true', help='Print one message and exit')
    parser.add_argument(
        '--timeout', type=float, metavar='SECONDS', help='End, with an error, after this time'
    )
    parser.add_argument('--raw', action='store_true', help='Echo the raw binary representation')
    parser.add_argument(
        '--no-lost-messages', action='store_true', help="Don't report when a message is lost"
    )
    parser.add_argument(
        '--include-message-info', action='store_true', help='Show the information on each message'
    )


def main(args: argparse.Namespace) -> None:
    """Print messages until Ctrl-C, or one with --once."""
    show = _make_printer(args)
    accepts = make_filter(args.filter_expression)
    received = 0

    def on_message(message: Any, info: dict[str, Any]) -> None:
        nonlocal received
        if (args.once and received) or not accepts(message):
            return
        received += 1
        if args.include_message_info:
            print(info)
        show(message)

    def on_lost(event: Any) -> None:
        print(
            'A message was lost!!!\n'
            f'\ttotal count change:{event.total_count_change}\n'
            f'\ttotal count: {event.total_count}---',
            flush=True,
        )

    from rclpy.event_handler import SubscriptionEventCallbacks

    events = SubscriptionEventCallbacks(message_lost=None if args.no_lost_messages else on_lost)
    with cli_node(use_sim_time=args.use_sim_time) as node:
        message_type = load_topic_type(node, args.topic_name, args.message_type)
        topic = absolute_name(args.topic_name)
        qos = matching_qos(node, topic, args)
        node.create_subscription(
            message_type, topic, on_message, qos, raw=args.raw, event_callbacks=events
        )
        if not spin_until(node, lambda: args.once and received, args.timeout):
            raise CliError(f"no more messages on '{topic}': stopped after {args.timeout:g} s")


def _make_printer(args: argparse.Namespace) -> Callable[[Any], None]:
    if args.raw:
        return lambda data: print(f'{data!r}\n---', flush=True)
    length = None if args.full_length else args.truncate_length

    def show(message: Any) -> None:
        from rosidl_runtime_py import message_to_csv, message_to_yaml

        value = message if args.field is None else select_field(message, args.field)
        if not hasattr(value, 'get_fields_and_field_types'):
            print(_plain_text(value, length))
        elif args.csv:
            print(
                message_to_csv(
                    value, truncate_length=length, no_arr=args.no_arr, no_str=args.no_str
                )
            )
        else:
            text = message_to_yaml(
                value,
                truncate_length=length,
                no_arr=args.no_arr,
                no_str=args.no_str,
                flow_style=args.flow_style,
            )
            print(text.rstrip('\n'))
        if not args.csv:
            print('---', flush=True)

    return show


def select_field(message: Any, path: str) -> Any:
    """Return a field such as 'header.stamp' or 'position[0]'; raise CliError if there is none."""
    value = message
    for part in path.split('.'):
        match = _FIELD_PART.fullmatch(part)
        try:
            if match is None:
                raise AttributeError(part)
            value = getattr(value, match.group(1))
            for number in re.findall(r'-?\d+', match.group(2)):
                value = value[int(number)]
        except (AttributeError, IndexError, TypeError) as error:
            raise CliError(
                f"there is no field '{path}' in '{type(message).__name__}' (at '{part}')"
            ) from error
    return value


def _plain_text(value: Any, length: int | None) -> str:
    if isinstance(value, str):
        return value if length is None or len(value) <= length else value[:length] + '...'
    if hasattr(value, 'tolist'):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        shown = value if length is None else value[:length]
        parts = [str(one) for one in shown]
        if len(shown) < len(value):
            parts.append("'...'")
        return f'[{", ".join(parts)}]'
    return str(value)
