# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic hz`."""

from __future__ import annotations

import argparse
import math
import time
from collections import deque
from itertools import pairwise
from typing import Any

from ros2cli.api.cli_node import add_spin_arguments, cli_node
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.qos_arguments import add_qos_arguments, matching_qos
from ros2cli.api.spin import spin_until
from ros2cli.api.topic_types import load_topic_type
from ros2cli.cli_error import CliError

_WINDOW = 10000
_REPORT_PERIOD_S = 1.0


class RateStatistics:
    """Times between the messages of a window."""

    def __init__(self, window: int) -> None:
        """Keep `window` messages."""
        self._times_s: deque[float] = deque(maxlen=window)

    def add(self, time_s: float) -> None:
        """Add a message."""
        self._times_s.append(time_s)

    def describe(self) -> str | None:
        """Return rate and spread, or None for less than two messages."""
        times = list(self._times_s)
        if len(times) < 2:
            return None
        periods = [after - before for before, after in pairwise(times)]
        mean = sum(periods) / len(periods)
        deviation = math.sqrt(sum((period - mean) ** 2 for period in periods) / len(periods))
        rate = 1.0 / mean if mean > 0 else math.inf
        return (
            f'average rate: {rate:.3f}\n\tmin: {min(periods):.3f}s max: {max(periods):.3f}s '
            f'std dev: {deviation:.5f}s window: {len(times)}'
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_spin_arguments(parser)
    parser.add_argument('topic_name', help='Name of the ROS topic to listen to')
    parser.add_argument(
        '-w',
        '--window',
        type=int,
        default=_WINDOW,
        help='Number of messages to average over (default: %(default)s)',
    )
    parser.add_argument(
        '--wall-time', action='store_true', help='Accepted for compatibility: always wall time'
    )
    parser.add_argument('--duration', type=float, metavar='SECONDS', help='End after this time')
    add_qos_arguments(parser)


def main(args: argparse.Namespace) -> None:
    """Print the rate once per second until Ctrl-C."""
    if args.window < 2:
        raise CliError(f'--window must be at least 2, got {args.window}')
    statistics = RateStatistics(args.window)
    topic = absolute_name(args.topic_name)
    reported: str | None = None

    def on_message(_: Any) -> None:
        statistics.add(time.monotonic())

    def report() -> None:
        nonlocal reported
        text = statistics.describe()
        if text is not None and text != reported:
            print(text, flush=True)
        elif text is not None:
            print('no new messages', flush=True)
        reported = text

    with cli_node() as node:
        message_type = load_topic_type(node, topic, None)
        qos = matching_qos(node, topic, args)
        node.create_subscription(message_type, topic, on_message, qos, raw=True)
        node.create_timer(_REPORT_PERIOD_S, report)
        spin_until(node, timeout_s=args.duration)
