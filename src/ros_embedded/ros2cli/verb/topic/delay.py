# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic delay`."""

from __future__ import annotations

import argparse
import time
from collections import deque
from typing import Any

from ros2cli.api.message_window import add_window_arguments, describe_spread, report_on_topic
from ros2cli.cli_error import CliError

_WINDOW = 10000


class DelayStatistics:
    """Ages of the messages of a window when they arrive."""

    def __init__(self, window: int, use_sim_time: bool) -> None:
        """Keep `window` messages; stamps are system time, or simulated time."""
        self._delays_s: deque[float] = deque(maxlen=window)
        self._use_sim_time = use_sim_time

    def add(self, message: Any, time_s: float) -> None:
        """Add a message; raise CliError when it has no stamp."""
        if not hasattr(message, 'header'):
            raise CliError(f"'{type(message).__name__}' has no header: its messages tell no delay")
        stamp = message.header.stamp
        now_s = time_s if self._use_sim_time else time.time()
        self._delays_s.append(now_s - (stamp.sec + 1e-9 * stamp.nanosec))

    def describe(self) -> str | None:
        """Return mean and spread, or None without messages."""
        delays_s = list(self._delays_s)
        if not delays_s:
            return None
        mean_s = sum(delays_s) / len(delays_s)
        return f'average delay: {mean_s:.3f}\n\t{describe_spread(delays_s)}'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_window_arguments(parser, _WINDOW)


def main(args: argparse.Namespace) -> None:
    """Print the delay between stamp and arrival once per second until Ctrl-C."""
    statistics = DelayStatistics(args.window, args.use_sim_time)
    report_on_topic(args, False, statistics.add, lambda now_s: statistics.describe())
