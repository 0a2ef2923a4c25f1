# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A report, once per second, on the newest messages of a topic."""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ros2cli.api.cli_node import add_spin_arguments, cli_node, wait_until
from ros2cli.api.graph_completion import add_completed, complete_topic
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.qos_arguments import add_qos_arguments, matching_qos
from ros2cli.api.spin import spin_until
from ros2cli.api.topic_types import load_topic_type
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node

_REPORT_PERIOD_S = 1.0
_DISCOVERY_S = 1.0


def add_window_arguments(parser: argparse.ArgumentParser, window: int) -> None:
    """Add the arguments about the topic and how many of its messages count."""
    add_spin_arguments(parser)
    add_completed(parser, 'topic_name', complete_topic, help='Name of the ROS topic to listen to')
    parser.add_argument(
        '-w',
        '--window',
        type=int,
        default=window,
        help='Number of messages to average over (default: %(default)s)',
    )
    parser.add_argument('--duration', type=float, metavar='SECONDS', help='End after this time')
    add_qos_arguments(parser)


def report_on_topic(
    args: argparse.Namespace,
    raw: bool,
    add: Callable[[Any, float], None],
    describe: Callable[[float], str | None],
) -> None:
    """
    Pass each message to `add` and print what `describe` returns, until Ctrl-C.

    Both are given the time in seconds: ROS time with --use-sim-time, else monotonic time.
    """
    from rclpy.clock import Clock, ClockType

    if args.window < 2:
        raise CliError(f'--window must be at least 2, got {args.window}')
    topic = absolute_name(args.topic_name)
    count = reported = 0
    with cli_node(use_sim_time=args.use_sim_time) as node:
        _wait_for_topic(node, topic, args.duration)
        message_type = load_topic_type(node, topic, None)

        def now_s() -> float:
            if args.use_sim_time:
                return 1e-9 * node.get_clock().now().nanoseconds
            return time.monotonic()

        def on_message(message: Any) -> None:
            nonlocal count
            time_s = now_s()
            if time_s == 0.0:
                return  # simulated time has not begun
            count += 1
            add(message, time_s)

        def report() -> None:
            nonlocal reported
            text = describe(now_s())
            if text is not None:
                print(text if count > reported else 'no new messages', flush=True)
            reported = count

        qos = matching_qos(node, topic, args)
        node.create_subscription(message_type, topic, on_message, qos, raw=raw)
        node.create_timer(_REPORT_PERIOD_S, report, clock=Clock(clock_type=ClockType.STEADY_TIME))
        spin_until(node, timeout_s=args.duration)


def _wait_for_topic(node: Node, topic: str, limit_s: float | None) -> None:
    def is_there() -> bool:
        return topic in dict(node.get_topic_names_and_types())

    if wait_until(node, is_there, _DISCOVERY_S):
        return
    print(f'WARNING: topic [{topic}] does not appear to be published yet', flush=True)
    wait_until(node, is_there, math.inf if limit_s is None else limit_s)
    if not node.context.ok():
        raise KeyboardInterrupt


def describe_spread(values_s: list[float]) -> str:
    """Return smallest, largest, standard deviation and number of times in seconds."""
    mean_s = sum(values_s) / len(values_s)
    deviation_s = math.sqrt(sum((value - mean_s) ** 2 for value in values_s) / len(values_s))
    return (
        f'min: {min(values_s):.3f}s max: {max(values_s):.3f}s '
        f'std dev: {deviation_s:.5f}s window: {len(values_s)}'
    )
