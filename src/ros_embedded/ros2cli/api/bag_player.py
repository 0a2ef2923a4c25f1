# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Publish the messages of a bag at the pace at which they were recorded."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from rosbag2_py import SequentialReader, StorageFilter, StorageOptions, TopicMetadata
from rosbag2_py.qos_description import make_qos_profile

from ros2cli.api.cli_node import wait_until
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node
    from rclpy.publisher import Publisher
    from rclpy.qos import QoSProfile

_DISCOVERY_S = 0.3
_NANOSECONDS = 10**9


class BagPlayer:
    """Publishers for the topics of a bag, with the QoS profiles they were recorded with."""

    def __init__(
        self,
        node: Node,
        bag: str,
        storage: str,
        chosen: StorageFilter,
        remaps: dict[str, str],
        *,
        rate: float = 1.0,
        clock_rate_hz: float = 0.0,
    ) -> None:
        """Open the bag and create the publishers; raise BagError or CliError when impossible."""
        self._node = node
        self._rate = rate
        self._reader = SequentialReader()
        self._reader.open(StorageOptions(uri=bag, storage_id=storage))
        self._metadata = self._reader.get_metadata()
        self._reader.set_filter(chosen)
        self._publishers: dict[str, Publisher] = {}
        for topic in self._reader.get_all_topics_and_types():
            if chosen.accepts(topic.name):
                self._publishers[topic.name] = self._create_publisher(topic, remaps)
        if not self._publishers:
            raise CliError(f"the bag '{bag}' has none of the chosen topics")
        self._clock = _ClockPublisher(node, rate, clock_rate_hz) if clock_rate_hz else None
        self.wait(_DISCOVERY_S)

    def wait(self, time_s: float) -> None:
        """Wait, unless Ctrl-C comes."""
        wait_until(self._node, lambda: False, time_s)
        self._check()

    def play(self, start_offset_s: float = 0.0, duration_s: float = -1.0) -> None:
        """Publish all messages once; with a duration only those of so many seconds."""
        first_ns = self._metadata.starting_time_ns + int(start_offset_s * _NANOSECONDS)
        last_ns = None if duration_s < 0 else first_ns + int(duration_s * _NANOSECONDS)
        self._reader.seek(first_ns)
        began_s = time.monotonic()
        if self._clock is not None:
            self._clock.begin(first_ns, began_s)
        while self._reader.has_next():
            topic, data, time_ns = self._reader.read_next()
            if last_ns is not None and time_ns > last_ns:
                break
            due_s = began_s + (time_ns - first_ns) / _NANOSECONDS / self._rate
            if due_s > time.monotonic():
                self.wait(due_s - time.monotonic())
            self._check()
            self._publishers[topic].publish(data)

    def wait_for_acknowledgement(self, time_ms: int) -> None:
        """Wait until reliable subscriptions have everything, at most so many milliseconds."""
        from rclpy.duration import Duration

        for publisher in self._publishers.values():
            publisher.wait_for_all_acked(Duration(nanoseconds=time_ms * 10**6))

    def close(self) -> None:
        """Stop the clock and close the bag."""
        if self._clock is not None:
            self._clock.end()
        self._reader.close()

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
        name = remaps.get(topic.name, topic.name)
        return self._node.create_publisher(message_type, name, _offered(topic))


class _ClockPublisher:
    """Publish the time of the bag on /clock."""

    def __init__(self, node: Node, rate: float, rate_hz: float) -> None:
        from rosgraph_msgs.msg import Clock

        self._publisher = node.create_publisher(Clock, '/clock', 10)
        self._message = Clock()
        self._rate = rate
        self._period_s = 1.0 / rate_hz
        self._start: tuple[int, float] | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name='clock', daemon=True)

    def begin(self, time_ns: int, began_s: float) -> None:
        self._start = (time_ns, began_s)
        if not self._thread.is_alive():
            self._thread.start()

    def end(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        from rclpy.exceptions import RCLError

        while self._start is not None and not self._stop.is_set():
            time_ns, began_s = self._start
            elapsed_s = time.monotonic() - began_s
            now_ns = time_ns + int(elapsed_s * self._rate * _NANOSECONDS)
            self._message.clock.sec, self._message.clock.nanosec = divmod(now_ns, _NANOSECONDS)
            try:
                self._publisher.publish(self._message)
            except RCLError:  # Ctrl-C has shut the context down.
                return
            self._stop.wait(self._period_s)


def _offered(topic: TopicMetadata) -> QoSProfile:
    """Return a profile that serves every subscription that the recorded publishers served."""
    from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy

    profiles = [make_qos_profile(one) for one in topic.offered_qos_profiles]
    if not profiles:
        return QoSProfile(depth=10)
    reliable = any(one.reliability == ReliabilityPolicy.RELIABLE for one in profiles)
    durable = any(one.durability == DurabilityPolicy.TRANSIENT_LOCAL for one in profiles)
    return QoSProfile(
        depth=max(10, *(one.depth for one in profiles)),
        reliability=ReliabilityPolicy.RELIABLE if reliable else ReliabilityPolicy.BEST_EFFORT,
        durability=DurabilityPolicy.TRANSIENT_LOCAL if durable else DurabilityPolicy.VOLATILE,
    )
