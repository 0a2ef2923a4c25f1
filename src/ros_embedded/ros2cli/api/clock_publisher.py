# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Publish the time of a bag on /clock."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from ros2cli.api.player_clock import PlayerClock

if TYPE_CHECKING:
    from rclpy.node import Node

_NANOSECONDS = 10**9


class ClockPublisher:
    """Publish at a rate in a thread of its own, and whenever it is told to."""

    def __init__(self, node: Node, clock: PlayerClock, rate_hz: float) -> None:
        """Prepare; a rate of 0 stands for no publishing by itself."""
        from rosgraph_msgs.msg import Clock

        self._publisher = node.create_publisher(Clock, '/clock', 10)
        self._message_type = Clock
        self._clock = clock
        self._period_s = 1.0 / rate_hz if rate_hz else None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name='clock', daemon=True)

    def begin(self) -> None:
        """Publish from now on; does nothing when it does so already."""
        if self._period_s is not None and not self._thread.is_alive():
            self._thread.start()

    def end(self) -> None:
        """Stop publishing."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def publish(self, time_ns: int) -> None:
        """Publish one time."""
        message = self._message_type()
        message.clock.sec, message.clock.nanosec = divmod(time_ns, _NANOSECONDS)
        self._publisher.publish(message)

    def _run(self) -> None:
        from rclpy.exceptions import RCLError

        while not self._stop.wait(self._period_s):
            try:
                self.publish(self._clock.now_ns())
            except RCLError:  # Ctrl-C has shut the context down.
                return
