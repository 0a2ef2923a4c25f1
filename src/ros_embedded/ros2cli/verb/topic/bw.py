# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 topic bw`."""

from __future__ import annotations

import argparse
from collections import deque

from ros2cli.api.message_window import add_window_arguments, report_on_topic

_WINDOW = 100


class BandwidthStatistics:
    """Sizes and times of the messages of a window."""

    def __init__(self, window: int) -> None:
        """Keep `window` messages."""
        self._messages: deque[tuple[float, int]] = deque(maxlen=window)

    def add(self, data: bytes, time_s: float) -> None:
        """Add a serialized message."""
        self._messages.append((time_s, len(data)))

    def describe(self, now_s: float) -> str | None:
        """Return bandwidth and sizes, or None for less than two messages."""
        if len(self._messages) < 2:
            return None
        span_s = now_s - self._messages[0][0]
        if span_s <= 0.0:
            self._messages.clear()  # time was set back
            return None
        sizes = [size for _, size in self._messages]
        rate = sum(sizes) / span_s
        unit, divisor, digits = _unit(rate)
        mean, smallest, largest = (
            f'{value / divisor:.{digits}f} {unit}'
            for value in (sum(sizes) / len(sizes), min(sizes), max(sizes))
        )
        return (
            f'{rate / divisor:.{digits}f} {unit}/s from {len(sizes)} messages\n'
            f'\tMessage size mean: {mean} min: {smallest} max: {largest}'
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    add_window_arguments(parser, _WINDOW)


def main(args: argparse.Namespace) -> None:
    """Print the bandwidth once per second until Ctrl-C."""
    statistics = BandwidthStatistics(args.window)
    print(f'Subscribed to [{args.topic_name}]', flush=True)
    report_on_topic(args, True, statistics.add, statistics.describe)


def _unit(bytes_per_s: float) -> tuple[str, float, int]:
    """Return unit, its size in bytes and the decimals to show."""
    if bytes_per_s < 1e3:
        return 'B', 1.0, 0
    return ('KB', 1e3, 2) if bytes_per_s < 1e6 else ('MB', 1e6, 2)
