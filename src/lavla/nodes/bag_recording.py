# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""One rosbag2 MCAP bag that is written by a thread of its own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from rclpy.qos import QoSProfile
from rosbag2_py import ConverterOptions, Info, SequentialWriter, StorageOptions, TopicMetadata

from lavla.nodes.offered_qos import recorded_profiles

_QUEUE_BYTES_MAX = 256 * 1024 * 1024
# Topic, serialised message, time in nanoseconds.
_Message = tuple[str, bytes, int]


class BagRecording:
    """
    Write serialised messages without ever blocking the caller.

    on_error is called once, from the writer thread, when the bag cannot be written any more. The
    bag is closed by then, so that what is on the disk can be read.
    """

    def __init__(self, folder: Path, on_error: Callable[[Exception], None]) -> None:
        """Create the bag; the folder must not exist yet."""
        self.folder = folder
        self.messages = 0
        self._on_error = on_error
        self._topics: set[str] = set()
        self._queue: queue.SimpleQueue[_Message | Exception | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._bytes_in = 0
        self._bytes_out = 0
        self._failed = False
        # Each is changed by one thread only: that of the caller, and that of the writer.
        self._refused = 0
        self._lost = 0
        self._writer = SequentialWriter()
        self._writer.open(
            StorageOptions(uri=str(folder), storage_id='mcap'), ConverterOptions('cdr', 'cdr')
        )
        self._thread = threading.Thread(target=self._run, name='bag writer', daemon=True)
        self._thread.start()

    @property
    def dropped(self) -> int:
        """Return how many messages are not in the bag; complete when it is closed."""
        return self._refused + self._lost

    def add_topic(self, name: str, type_name: str, offered: Sequence[QoSProfile]) -> None:
        """
        Declare a topic, with the profiles its publishers offer, before its first message.

        Does nothing when writing has failed; an error goes to on_error as those of write() do.
        """
        with self._lock:
            if self._failed or name in self._topics:
                return
            self._topics.add(name)
            topic = TopicMetadata(
                id=len(self._topics),
                name=name,
                type=type_name,
                serialization_format='cdr',
                offered_qos_profiles=recorded_profiles(offered),
            )
            try:
                self._writer.create_topic(topic)
            except (OSError, RuntimeError) as error:
                self._queue.put(error)

    def write(self, topic: str, data: bytes, time_ns: int) -> None:
        """Queue one serialised message; drop and count it when the disk is far behind."""
        if self._failed or self._bytes_in - self._bytes_out > _QUEUE_BYTES_MAX:
            self._refused += 1
            return
        self._bytes_in += len(data)
        self._queue.put((topic, data, time_ns))

    def close(self) -> None:
        """Write what is queued and close the bag."""
        self._queue.put(None)
        self._thread.join()
        while not self._queue.empty():
            # A failure has left it unwritten.
            self._refused += isinstance(self._queue.get(), tuple)

    def _run(self) -> None:
        try:
            while (item := self._queue.get()) is not None:
                if isinstance(item, Exception):
                    raise item
                topic, data, time_ns = item
                # Before it is written: with what else the bag does not have, it counts as lost.
                self.messages += 1
                with self._lock:
                    self._writer.write(topic, data, time_ns)
                self._bytes_out += len(data)
            with self._lock:
                self._writer.close()
        except (OSError, RuntimeError) as error:
            self._on_error(self._end_failed(error))

    def _end_failed(self, error: Exception) -> Exception:
        """Close what can be closed, count what can be read, and return what to report."""
        with self._lock:
            self._failed = True
            try:
                self._writer.close()
            except (OSError, RuntimeError) as second:
                error = RuntimeError(f'{error}; {second}')
        try:
            kept = Info().read_metadata(str(self.folder), 'mcap').message_count
        except (OSError, RuntimeError) as second:
            error = RuntimeError(f'{error}; {second}')
            kept = 0
        self._lost = self.messages - kept
        self.messages = kept
        return error
