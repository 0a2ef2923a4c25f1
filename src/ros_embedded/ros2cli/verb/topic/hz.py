# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic hz`."""

from __future__ import annotations

import argparse
import math
from collections import deque
from itertools import pairwise
from typing import Any

from ros2cli.api.message_filter import add_filter_argument, make_filter
from ros2cli.api.message_window import add_window_arguments, describe_spread, report_on_topic

_WINDOW = 10000


class RateStatistics:
    """Times between the messages of a window."""

    def __init__(self, window: int) -> None:
        """Keep `window` times."""
        self._times_s: deque[float] = deque(maxlen=window + 1)

    def add(self, time_s: float) -> None:
        """Add the time of a message; start anew when time was set back."""
        if self._times_s and time_s < self._times_s[-1]:
            self._times_s.clear()
        self._times_s.append(time_s)

    def describe(self) -> str | None:
        """Return rate and spread, or None for less than two messages."""
        periods = [after - before for before, after in pairwise(self._times_s)]
        if not periods:
            return None
        mean = sum(periods) / len(periods)
        rate = 1.0 / mean if mean > 0 else math.inf
        return f'average rate: {rate:.3f}\n\t{describe_spread(periods)}'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_window_arguments(parser, _WINDOW)
    add_filter_argument(parser)
    parser.add_argument(
        '--wall-time', action='store_true', help='Take wall time, whatever --use-sim-time says'
    )


def main(args: argparse.Namespace) -> None:
    """Print the rate once per second until Ctrl-C."""
    args.use_sim_time = args.use_sim_time and not args.wall_time
    accepts = make_filter(args.filter_expression)
    statistics = RateStatistics(args.window)

    def add(message: Any, time_s: float) -> None:
        if accepts(message):
            statistics.add(time_s)

    raw = args.filter_expression is None
    report_on_topic(args, raw, add, lambda now_s: statistics.describe())
