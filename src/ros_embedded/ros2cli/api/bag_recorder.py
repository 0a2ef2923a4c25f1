# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Record topics into a bag."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rosbag2_py import BagError, SequentialWriter, StorageOptions, TopicMetadata

from ros2cli.api.graph_names import is_hidden
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node
    from rclpy.qos import QoSProfile

# Enough for bursts of small messages and for a second of several cameras.
_DEPTH_MIN = 100
_QUEUE_BYTES_MAX = 256 * 1024 * 1024


@dataclass
class TopicChoice:
    """Which topics are recorded."""

    topics: list[str] = field(default_factory=list)
    all_topics: bool = False
    regex: str = ''
    exclude_topics: list[str] = field(default_factory=list)
    exclude_regex: str = ''
    include_hidden: bool = False

    def accepts(self, topic: str) -> bool:
        """Return whether the topic is recorded."""
        if topic in self.exclude_topics:
            return False
        if self.exclude_regex and re.fullmatch(self.exclude_regex, topic):
            return False
        if topic in self.topics:
            return True
        if is_hidden(topic) and not self.include_hidden:
            return False
        return self.all_topics or bool(self.regex and re.fullmatch(self.regex, topic))


class BagRecorder:
    """Subscribe to topics as they appear, and write serialised messages in a thread."""

    def __init__(
        self,
        node: Node,
        folder: Path,
        choice: TopicChoice,
        *,
        storage: str,
        preset: str,
        max_bag_size: int = 0,
        max_bag_duration: int = 0,
    ) -> None:
        """Create the bag; raise CliError when that is impossible."""
        self.failure: Exception | None = None
        self.message_count = 0
        self._node = node
        self._choice = choice
        self._recorded: set[str] = set()
        self._queue: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._bytes_waiting = 0
        self._lock = threading.Lock()
        self._lost = 0
        self._writer = SequentialWriter()
        try:
            self._writer.open(
                StorageOptions(
                    uri=str(folder),
                    storage_id=storage,
                    storage_preset_profile=preset,
                    max_bagfile_size=max_bag_size,
                    max_bagfile_duration=max_bag_duration,
                )
            )
        except BagError as error:
            raise CliError(str(error)) from error
        self._thread = threading.Thread(target=self._write, name='bag writer', daemon=True)
        self._thread.start()

    def look_every(self, period_s: float) -> None:
        """Look for new topics again and again."""
        from rclpy.clock import Clock, ClockType

        # Wall time, so that topics are found before /clock runs.
        clock = Clock(clock_type=ClockType.STEADY_TIME)
        self._node.create_timer(period_s, self.look_for_topics, clock=clock)

    def look_for_topics(self) -> None:
        """Subscribe to chosen topics that have publishers and are not recorded yet."""
        for topic, types in self._node.get_topic_names_and_types():
            if topic in self._recorded or not self._choice.accepts(topic):
                continue
            own_name = self._node.get_name()
            publishers = [
                one
                for one in self._node.get_publishers_info_by_topic(topic)
                if one.node_name != own_name
            ]
            if publishers:
                self._recorded.add(topic)
                self._subscribe(topic, types, [one.qos_profile for one in publishers])

    def close(self) -> None:
        """Write what has arrived and close the bag."""
        self._queue.put(None)
        self._thread.join()
        try:
            self._writer.close()
        except BagError as error:
            self.failure = self.failure or error
        if self._lost:
            self._node.get_logger().error(f'the disk is too slow: {self._lost} messages are lost')

    def _subscribe(self, topic: str, types: list[str], offered: list[QoSProfile]) -> None:
        from ros_embedded.interfaces.registry import UnknownInterfaceError, interface_class

        logger = self._node.get_logger()
        if len(types) > 1:
            logger.error(f"topic '{topic}' has several types ({', '.join(types)}): not recorded")
            return
        try:
            message_type = interface_class(*types[0].split('/'))
            metadata = TopicMetadata(name=topic, type=types[0], offered_qos_profiles=offered)
            self._writer.create_topic(metadata)
        except (UnknownInterfaceError, BagError) as error:
            logger.error(f"topic '{topic}' is not recorded: {error}")
            return
        self._node.create_subscription(
            message_type, topic, partial(self._on_message, topic), _requested(offered), raw=True
        )
        logger.info(f"Subscribed to topic '{topic}'")

    def _on_message(self, topic: str, data: bytes, info: Any) -> None:
        received_ns = self._node.get_clock().now().nanoseconds
        sent_ns = info['source_timestamp'] or received_ns
        if self._bytes_waiting > _QUEUE_BYTES_MAX:
            self._lost += 1
            return
        with self._lock:
            self._bytes_waiting += len(data)
        self._queue.put(partial(self._write_message, topic, data, received_ns, sent_ns))

    def _write_message(self, topic: str, data: bytes, received_ns: int, sent_ns: int) -> None:
        self._writer.write(topic, data, received_ns, sent_ns)
        self.message_count += 1
        with self._lock:
            self._bytes_waiting -= len(data)

    def _write(self) -> None:
        while (write := self._queue.get()) is not None:
            if self.failure is not None:
                continue
            try:
                write()
            except BagError as error:
                self.failure = error


def _requested(offered: list[QoSProfile]) -> QoSProfile:
    """Return a profile that all publishers can serve."""
    from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy

    reliable = all(one.reliability == ReliabilityPolicy.RELIABLE for one in offered)
    durable = all(one.durability == DurabilityPolicy.TRANSIENT_LOCAL for one in offered)
    return QoSProfile(
        depth=max(_DEPTH_MIN, *(one.depth for one in offered)),
        reliability=ReliabilityPolicy.RELIABLE if reliable else ReliabilityPolicy.BEST_EFFORT,
        durability=DurabilityPolicy.TRANSIENT_LOCAL if durable else DurabilityPolicy.VOLATILE,
    )
