# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Give messages of several sources together when their stamps fit."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

from rclpy.duration import Duration

from message_filters.filter import SimpleFilter
from message_filters.stamp import header_stamp, stamp_or_arrival

# The messages of one source that have not been given yet, by their stamps (ns).
Queue = dict[int, Any]


class TimeSynchronizer(SimpleFilter):
    """Gives messages together whose stamps are equal."""

    def __init__(self, fs: Sequence[SimpleFilter], queue_size: int) -> None:
        """
        Listen to sources.

        :param queue_size: how many messages of each source are kept; older ones are dropped.
        """
        super().__init__()
        self.queue_size = queue_size
        self.lock = Lock()
        self.connectInput(fs)

    def connectInput(self, fs: Sequence[SimpleFilter]) -> None:
        """Listen to other sources, with empty queues."""
        self.queues: list[Queue] = [{} for _ in fs]
        self.input_connections = [
            source.registerCallback(self.add, queue, number)
            for number, (source, queue) in enumerate(zip(fs, self.queues, strict=True))
        ]

    def add(self, msg: Any, my_queue: Queue, my_queue_index: int | None = None) -> None:
        """Take a message of a source; give all together when each source has one."""
        with self.lock:
            self._keep(my_queue, header_stamp(msg).nanoseconds, msg)
            common = sorted(set.intersection(*(set(queue) for queue in self.queues)))
            found = [[queue.pop(stamp) for queue in self.queues] for stamp in common]
        for messages in found:
            self.signalMessage(*messages)

    def _keep(self, queue: Queue, stamp: int, msg: Any) -> None:
        queue[stamp] = msg
        while len(queue) > self.queue_size:
            del queue[min(queue)]


class ApproximateTimeSynchronizer(TimeSynchronizer):
    """
    Gives messages together whose stamps differ by less than ``slop`` seconds.

    A set is looked for around each new message: of each other source first the message nearest to
    it. Each message is given once.
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

        :param slop: the stamps in one set differ by less (s).
        :param allow_headerless: file messages without header under the time of their arrival;
            otherwise they are ignored, with a warning.
        """
        super().__init__(fs, queue_size)
        self.slop = Duration(seconds=slop)
        self.allow_headerless = allow_headerless

    def add(self, msg: Any, my_queue: Queue, my_queue_index: int | None = None) -> None:
        """Take a message of a source; give a set together when there is one."""
        time = stamp_or_arrival(msg, self.allow_headerless, 'message_filters_approx')
        if time is None:
            return
        stamp = time.nanoseconds
        with self.lock:
            self._keep(my_queue, stamp, msg)
            if stamp not in my_queue:
                return
            candidates = [
                [stamp] if queue is my_queue else self._near(queue, stamp) for queue in self.queues
            ]
            chosen = self._choose(candidates, stamp, stamp)
            if chosen is None:
                return
            found = [queue.pop(each) for queue, each in zip(self.queues, chosen, strict=True)]
        self.signalMessage(*found)

    def _near(self, queue: Queue, stamp: int) -> list[int]:
        """Return the stamps in a queue that are within the slop, the nearest first."""
        near = [each for each in queue if abs(each - stamp) <= self.slop.nanoseconds]
        return sorted(near, key=lambda each: abs(each - stamp))

    def _choose(self, candidates: list[list[int]], low: int, high: int) -> list[int] | None:
        """Return one stamp of each list, the first possible ones, None when none fit together."""
        if not candidates:
            return []
        for stamp in candidates[0]:
            lowest, highest = min(low, stamp), max(high, stamp)
            if highest - lowest < self.slop.nanoseconds:
                rest = self._choose(candidates[1:], lowest, highest)
                if rest is not None:
                    return [stamp, *rest]
        return None
