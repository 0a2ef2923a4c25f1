# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Give messages of several sources together when their stamps fit."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

from message_filters.filter import SimpleFilter


class TimeSynchronizer(SimpleFilter):
    """Gives messages together whose stamps are equal."""

    def __init__(self, fs: Sequence[SimpleFilter], queue_size: int) -> None:
        """
        Listen to sources.

        :param queue_size: how many messages of each source are kept; older ones are dropped.
        """
        super().__init__()
        if queue_size < 1:
            raise ValueError(f'queue_size must be at least 1, it is {queue_size}')
        self.queue_size = queue_size
        self.lock = Lock()
        self.connectInput(fs)

    def connectInput(self, fs: Sequence[SimpleFilter]) -> None:
        """Listen to other sources, with empty queues."""
        self.queues: list[dict[int, Any]] = [{} for _ in fs]
        self.input_connections = [
            source.registerCallback(self.add, queue, number)
            for number, (source, queue) in enumerate(zip(fs, self.queues, strict=True))
        ]

    def add(self, msg: Any, my_queue: dict[int, Any], my_queue_index: int | None = None) -> None:
        """Take a message of a source; give all together when each source has one."""
        stamp = _stamp_ns(msg)
        with self.lock:
            self._keep(my_queue, stamp, msg)
            if not all(stamp in queue for queue in self.queues):
                return
            found = [queue[stamp] for queue in self.queues]
            for queue in self.queues:
                for older in [each for each in queue if each <= stamp]:
                    del queue[older]
        self.signalMessage(*found)

    def _keep(self, queue: dict[int, Any], stamp: int, msg: Any) -> None:
        queue[stamp] = msg
        while len(queue) > self.queue_size:
            del queue[min(queue)]


class ApproximateTimeSynchronizer(TimeSynchronizer):
    """
    Gives messages together whose stamps differ by at most ``slop`` seconds.

    Of several possible sets the one with the smallest difference to the newest message is given;
    each message is used once.
    """

    def __init__(
        self,
        fs: Sequence[SimpleFilter],
        queue_size: int,
        slop: float,
        allow_headerless: bool = False,
    ) -> None:
        """
        Listen to sources.

        :param slop: largest difference of the stamps in one set (s).
        :param allow_headerless: stamp messages without header with the time of their arrival.
        """
        super().__init__(fs, queue_size)
        self.slop_ns = int(slop * 1e9)
        self.allow_headerless = allow_headerless

    def add(self, msg: Any, my_queue: dict[int, Any], my_queue_index: int | None = None) -> None:
        """Take a message of a source; give a set together when there is one."""
        if hasattr(msg, 'header'):
            stamp = _stamp_ns(msg)
        elif self.allow_headerless:
            import time

            stamp = time.time_ns()
        else:
            raise TypeError(
                f'{type(msg).__name__} has no header; '
                'use allow_headerless=True to stamp it when it arrives'
            )
        with self.lock:
            self._keep(my_queue, stamp, msg)
            chosen = self._nearest(my_queue, stamp)
            if chosen is None:
                return
            found = [queue.pop(each) for queue, each in zip(self.queues, chosen, strict=True)]
        self.signalMessage(*found)

    def _nearest(self, my_queue: dict[int, Any], stamp: int) -> list[int] | None:
        chosen: list[int] = []
        for queue in self.queues:
            if queue is my_queue:
                chosen.append(stamp)
                continue
            if not queue:
                return None
            chosen.append(min(queue, key=lambda each: abs(each - stamp)))
        if max(chosen) - min(chosen) > self.slop_ns:
            return None
        return chosen


def _stamp_ns(msg: Any) -> int:
    stamp = msg.header.stamp
    return stamp.sec * 10**9 + stamp.nanosec
