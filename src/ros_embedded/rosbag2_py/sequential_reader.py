# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read a bag message by message."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from rosbag2_py.bag_error import BagError
from rosbag2_py.bag_files import BagFiles, open_bag
from rosbag2_py.bag_metadata import BagMetadata
from rosbag2_py.mcap_file_reader import McapFileReader, ReadMessage
from rosbag2_py.read_order import ReadOrder, ReadOrderSortBy
from rosbag2_py.storage_filter import StorageFilter
from rosbag2_py.storage_options import ConverterOptions, StorageOptions
from rosbag2_py.topic_metadata import TopicMetadata


class SequentialReader:
    """
    Read serialised messages of all files of a bag, in the order of their times.

    A bag that was cut off is repaired when it is opened. Every error is a BagError, a
    RuntimeError.
    """

    def __init__(self) -> None:
        """Start without a bag."""
        self._bag: BagFiles | None = None
        self._readers: list[McapFileReader] = []
        self._filter = StorageFilter()
        self._order = ReadOrder()
        self._start_ns: int | None = None
        self._end_ns: int | None = None
        self._messages: Iterator[ReadMessage] | None = None
        self._next: ReadMessage | None = None

    def open(
        self, storage_options: StorageOptions, converter_options: ConverterOptions | None = None
    ) -> None:
        """Open a bag; raise BagError when there is none, or it is of another format."""
        self.close()
        if converter_options is not None and (
            converter_options.output_serialization_format not in ('', 'cdr')
        ):
            raise BagError(
                f"the serialisation format '{converter_options.output_serialization_format}' is "
                'not supported: use cdr'
            )
        self._bag = open_bag(storage_options.uri, storage_options.storage_id)
        self._readers = self._bag.open_readers()
        self._start_ns = _limit(storage_options.start_time_ns)
        self._end_ns = _limit(storage_options.end_time_ns)
        self._messages = None

    def open_uri(self, uri: str) -> None:
        """Open a bag with default options."""
        self.open(StorageOptions(uri=uri))

    def close(self) -> None:
        """Close the bag."""
        for reader in self._readers:
            reader.close()
        self._readers = []
        if self._bag is not None:
            self._bag.close()
        self._bag = None
        self._messages = None
        self._next = None

    def has_next(self) -> bool:
        """Return whether there is another message."""
        self._require_open()
        if self._messages is None:
            self._messages = self._read()
            self._next = next(self._messages, None)
        return self._next is not None

    def read_next(self) -> tuple[str, bytes, int]:
        """Return topic, serialised message and time in nanoseconds of the next message."""
        if not self.has_next() or self._next is None or self._messages is None:
            raise BagError('there are no more messages')
        message = self._next
        self._next = next(self._messages, None)
        return message.topic, message.data, message.time_ns

    def set_filter(self, storage_filter: StorageFilter) -> None:
        """Read chosen topics only, from the next message on."""
        self._filter = storage_filter
        self._restart()

    def reset_filter(self) -> None:
        """Read all topics, from the next message on."""
        self.set_filter(StorageFilter())

    def set_read_order(self, order: ReadOrder) -> bool:
        """Choose the order; return False for one that is not supported."""
        if order.sort_by is ReadOrderSortBy.PublishedTimestamp:
            return False
        self._order = order
        self._restart()
        return True

    def seek(self, timestamp: int) -> None:
        """Go to the first message at or behind (reversed: at or before) a time in nanoseconds."""
        self._require_open()
        if self._order.reverse:
            self._end_ns = timestamp
        else:
            self._start_ns = timestamp
        self._messages = None
        self._next = None

    def get_metadata(self) -> BagMetadata:
        """Return the metadata of the bag."""
        return self._require_open().metadata

    def get_all_topics_and_types(self) -> list[TopicMetadata]:
        """Return the topics of the bag."""
        topics = self._require_open().metadata.topics_with_message_count
        return [topic.topic_metadata for topic in topics]

    def _require_open(self) -> BagFiles:
        if self._bag is None:
            raise BagError('no bag is open: call open first')
        return self._bag

    def _restart(self) -> None:
        """Go on with the message that would have come next."""
        if self._next is not None and self._order.sort_by is ReadOrderSortBy.ReceivedTimestamp:
            if self._order.reverse:
                self._end_ns = self._next.time_ns
            else:
                self._start_ns = self._next.time_ns
        self._messages = None
        self._next = None

    def _read(self) -> Iterator[ReadMessage]:
        file_order = self._order.sort_by is ReadOrderSortBy.File
        sources = [
            reader.messages(
                self._filter.accepts,
                start_ns=self._start_ns,
                end_ns=self._end_ns,
                reverse=self._order.reverse,
                file_order=file_order,
            )
            for reader in self._readers
        ]
        if file_order:
            return (message for source in sources for message in source)
        return heapq.merge(
            *sources, key=lambda message: message.time_ns, reverse=self._order.reverse
        )


class SequentialCompressionReader(SequentialReader):
    """Read a bag whose files or messages are compressed, as SequentialReader does too."""


def _limit(time_ns: int) -> int | None:
    return None if time_ns < 0 else time_ns
