# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Publish the messages of a bag at the pace at which they were recorded."""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import TYPE_CHECKING

from rosbag2_py import (
    SequentialReader,
    StorageFilter,
    StorageOptions,
    TopicMetadata,
    convert_rclcpp_qos_to_rclpy_qos,
)
from rosbag2_py.qos_adaptation import adapt_offer_to_recorded_offers

from ros2cli.api.cli_node import wait_until
from ros2cli.api.clock_publisher import ClockPublisher
from ros2cli.api.player_clock import PlayerClock
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node
    from rclpy.publisher import Publisher
    from rclpy.qos import QoSProfile

_DISCOVERY_S = 0.3
# How long a wait may keep from noticing Ctrl-C.
_PATIENCE_S = 0.1


class BagPlayer:
    """
    Publishers for the topics of a bag, with the QoS profiles they were recorded with.

    One thread plays; pause, rate, seek, step and stop may come from any other.
    """

    def __init__(
        self,
        node: Node,
        storage: StorageOptions,
        chosen: StorageFilter,
        remaps: dict[str, str],
        *,
        clock: PlayerClock,
        qos_overrides: dict[str, QoSProfile],
        clock_rate_hz: float = 0.0,
        clock_topics: Collection[str] | None = (),
    ) -> None:
        """
        Open the bag and create the publishers; raise BagError or CliError when impossible.

        With every message of `clock_topics` (None: of all topics) goes one on /clock.
        """
        self.clock = clock
        self._node = node
        self._reader = SequentialReader()
        self._reader.open(storage)
        self._metadata = self._reader.get_metadata()
        self._reader.set_filter(chosen)
        self._qos_overrides = qos_overrides
        self._publishers: dict[str, Publisher] = {}
        for topic in self._reader.get_all_topics_and_types():
            if chosen.accepts(topic.name):
                self._publishers[topic.name] = self._create_publisher(topic, remaps)
        if not self._publishers:
            raise CliError(f"the bag '{storage.uri}' has none of the chosen topics")
        self._clock_topics = self._publishers.keys() if clock_topics is None else clock_topics
        self._clock_publisher = (
            ClockPublisher(node, clock, clock_rate_hz)
            if clock_rate_hz or self._clock_topics
            else None
        )
        self._state = threading.Condition()
        self._seek_ns: int | None = None
        self._steps = 0
        self._playing = False
        self._stopped = False
        self.wait(_DISCOVERY_S)

    @property
    def start_ns(self) -> int:
        """Return the time of the first message of the bag."""
        return self._metadata.starting_time_ns

    @property
    def message_count(self) -> int:
        """Return the number of messages in the bag."""
        return self._metadata.message_count

    @property
    def stopped(self) -> bool:
        """Return whether stop() was called."""
        return self._stopped

    def wait(self, time_s: float) -> None:
        """Wait, unless Ctrl-C comes."""
        wait_until(self._node, lambda: self._stopped, time_s)
        self._check()

    def play(self, first_ns: int, last_ns: int | None = None, steps: int = 0) -> None:
        """Publish all messages once, from a time to another one; while paused, so many steps."""
        with self._state:
            self._steps = steps
            self._seek_ns = first_ns
            self._playing = True
        self.clock.jump(first_ns)
        if self._clock_publisher is not None:
            self._clock_publisher.begin()
        waiting: tuple[str, bytes, int] | None = None
        try:
            while not self._stopped:
                self._check()
                if self._seek():
                    waiting = None
                if waiting is None and self._reader.has_next():
                    waiting = self._reader.read_next()
                if waiting is None or (last_ns is not None and waiting[2] > last_ns):
                    return
                if self.clock.wait_until(waiting[2], _PATIENCE_S):
                    self._publish(*waiting)
                    waiting = None
                elif self._steps:
                    self.clock.jump(waiting[2])
                    self._publish(*waiting)
                    self._count_step()
                    waiting = None
        finally:
            with self._state:
                self._playing = False
                self._state.notify_all()

    def seek(self, time_ns: int) -> bool:
        """Go on from another time of the bag; return False for one that is not in it."""
        if not self.start_ns <= time_ns <= self.start_ns + self._metadata.duration_ns:
            return False
        with self._state:
            self._seek_ns = time_ns
        self.clock.wake()
        return True

    def step(self, count: int) -> int:
        """Publish so many messages at once while paused (0: all); return how many there were."""
        if not self.clock.paused:
            return 0
        wanted = count or self.message_count
        with self._state:
            self._steps = wanted
            self.clock.wake()
            self._state.wait_for(lambda: not self._steps or not self._playing or self._stopped)
            published, self._steps = wanted - self._steps, 0
        return published

    def stop(self) -> None:
        """Let play() return."""
        with self._state:
            self._stopped = True
            self._state.notify_all()
        self.clock.wake()

    def wait_for_acknowledgement(self, time_ms: int) -> None:
        """Wait until reliable subscriptions have everything; 0: as long as it takes."""
        from rclpy.duration import Duration

        nanoseconds = time_ms * 10**6 if time_ms else -1
        for publisher in self._publishers.values():
            publisher.wait_for_all_acked(Duration(nanoseconds=nanoseconds))

    def close(self) -> None:
        """Stop the clock and close the bag."""
        self.stop()
        if self._clock_publisher is not None:
            self._clock_publisher.end()
        self._reader.close()

    def _seek(self) -> bool:
        with self._state:
            time_ns, self._seek_ns = self._seek_ns, None
        if time_ns is None:
            return False
        self._reader.seek(time_ns)
        self.clock.jump(time_ns)
        return True

    def _publish(self, topic: str, data: bytes, time_ns: int) -> None:
        if self._clock_publisher is not None and topic in self._clock_topics:
            self._clock_publisher.publish(time_ns)
        self._publishers[topic].publish(data)

    def _count_step(self) -> None:
        with self._state:
            self._steps -= 1
            self._state.notify_all()

    def _check(self) -> None:
        if not self._node.context.ok():
            raise KeyboardInterrupt

    def _create_publisher(self, topic: TopicMetadata, remaps: dict[str, str]) -> Publisher:
        from ros_embedded.interfaces.registry import UnknownInterfaceError, interface_class

        try:
            message_type = interface_class(*topic.type.split('/'))
        except (UnknownInterfaceError, TypeError) as error:
            raise CliError(
                f"cannot play '{topic.name}': its type '{topic.type}' is not known here; leave it "
                f'out with --exclude-topics ({error})'
            ) from error
        recorded = [convert_rclcpp_qos_to_rclpy_qos(one) for one in topic.offered_qos_profiles]
        profile = self._qos_overrides.get(topic.name) or adapt_offer_to_recorded_offers(
            topic.name, recorded
        )
        name = remaps.get(topic.name, topic.name)
        return self._node.create_publisher(message_type, name, profile)
