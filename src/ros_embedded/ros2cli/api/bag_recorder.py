# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Record topics into a bag."""

from __future__ import annotations

import queue
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

from rosbag2_py import (
    BagError,
    CompressionOptions,
    SequentialCompressionWriter,
    StorageOptions,
    TopicMetadata,
)
from rosbag2_py.qos_adaptation import adapt_request_to_offers
from rosbag2_py.topic_filter import TopicFilter

from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node
    from rclpy.qos import QoSProfile


class BagRecorder:
    """
    Subscribe to topics as they appear, and write serialised messages in a thread.

    `failure` is the error that has ended the recording, `lost` counts the messages that came
    while more than `options.max_cache_size` bytes waited for the disk.
    """

    def __init__(
        self,
        node: Node,
        options: StorageOptions,
        chosen: TopicFilter,
        compression: CompressionOptions,
        *,
        qos_overrides: dict[str, QoSProfile],
        include_unpublished: bool = False,
        ignore_leaf: bool = False,
        paused: bool = False,
    ) -> None:
        """Create the bag; raise CliError when that is impossible."""
        self.failure: BagError | None = None
        self.lost = 0
        self.paused = paused
        self._node = node
        self._chosen = chosen
        self._qos_overrides = qos_overrides
        self._include_unpublished = include_unpublished
        self._ignore_leaf = ignore_leaf
        self._use_sim_time = node.get_parameter('use_sim_time').value
        self._seen: set[str] = set()
        self._queue: queue.SimpleQueue[tuple[str, bytes, int, int] | None] = queue.SimpleQueue()
        self._waiting_bytes_max = options.max_cache_size
        # Each is changed by one thread only: no lock is needed.
        self._bytes_in = 0
        self._bytes_out = 0
        try:
            self._writer = SequentialCompressionWriter(compression)
            self._writer.open(options)
        except BagError as error:
            raise CliError(str(error)) from error
        self._thread = threading.Thread(target=self._write_queued, name='bag writer', daemon=True)
        self._thread.start()

    def look_every(self, period_s: float) -> None:
        """Look for new topics again and again."""
        from rclpy.clock import Clock, ClockType

        # Wall time, so that topics are found before /clock runs.
        clock = Clock(clock_type=ClockType.STEADY_TIME)
        self._node.create_timer(period_s, self.look_for_topics, clock=clock)

    def look_for_topics(self) -> None:
        """Subscribe to chosen topics that are not recorded yet."""
        for topic, types in self._node.get_topic_names_and_types():
            if topic in self._seen or not self._chosen.accepts(topic, types[0]):
                continue
            own_name = self._node.get_name()
            offered = [
                one.qos_profile
                for one in self._node.get_publishers_info_by_topic(topic)
                if one.node_name != own_name
            ]
            if not (offered or self._include_unpublished):
                continue
            if self._ignore_leaf and not self._node.count_subscribers(topic):
                continue
            self._seen.add(topic)
            self._subscribe(topic, types, offered)

    def take_snapshot(self) -> bool:
        """Write what snapshot mode has kept; return False when it is not on, or the disk full."""
        try:
            return self._writer.take_snapshot()
        except BagError as error:
            self.failure = self.failure or error
            return False

    def split(self) -> None:
        """Go on with another file."""
        try:
            self._writer.split_bagfile()
        except BagError as error:
            self.failure = self.failure or error

    def close(self) -> None:
        """Write what has arrived and close the bag."""
        self._queue.put(None)
        self._thread.join()
        try:
            self._writer.close()
        except BagError as error:
            self.failure = self.failure or error

    def _subscribe(self, topic: str, types: list[str], offered: list[QoSProfile]) -> None:
        from ros_embedded.interfaces.registry import UnknownInterfaceError, interface_class

        logger = self._node.get_logger()
        if len(types) > 1:
            logger.error(f"topic '{topic}' has several types ({', '.join(types)}): not recorded")
            return
        try:
            message_type = interface_class(*types[0].split('/'))
            self._writer.create_topic(
                TopicMetadata(name=topic, type=types[0], offered_qos_profiles=offered)
            )
        except (UnknownInterfaceError, BagError, TypeError) as error:
            logger.error(f"topic '{topic}' of type '{types[0]}' is not recorded: {error}")
            return
        profile = self._qos_overrides.get(topic) or adapt_request_to_offers(topic, offered)
        self._node.create_subscription(
            message_type, topic, partial(self._on_message, topic), profile, raw=True
        )
        logger.info(f"Subscribed to topic '{topic}'")

    def _on_message(self, topic: str, data: bytes, info: Any) -> None:
        received_ns = self._node.get_clock().now().nanoseconds
        if self.paused or (self._use_sim_time and not received_ns):
            return
        sent_ns = info['source_timestamp'] or received_ns
        if not self._waiting_bytes_max:
            self._write((topic, data, received_ns, sent_ns))
        elif self._bytes_in - self._bytes_out > self._waiting_bytes_max:
            self.lost += 1
        else:
            self._bytes_in += len(data)
            self._queue.put((topic, data, received_ns, sent_ns))

    def _write_queued(self) -> None:
        while (message := self._queue.get()) is not None:
            self._write(message)
            self._bytes_out += len(message[1])

    def _write(self, message: tuple[str, bytes, int, int]) -> None:
        if self.failure is not None:
            return
        try:
            self._writer.write(*message)
        except BagError as error:
            self.failure = error
