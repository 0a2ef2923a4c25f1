# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read the messages of one MCAP file in the order of their times."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from mcap.data_stream import ReadDataStream
from mcap.exceptions import McapError
from mcap.reader import NonSeekingReader
from mcap.records import Chunk, ChunkIndex, Message
from mcap.stream_reader import breakup_chunk
from zstandard import ZstdError

from rosbag2_py.bag_error import BagError
from rosbag2_py.mcap_index import McapIndex

_RECORD_HEADER_SIZE = 9


class ReadMessage(NamedTuple):
    """A message with what it is sorted by; `position` is its place in the file."""

    time_ns: int
    position: tuple[int, int]
    topic: str
    data: bytes
    publish_time_ns: int


class McapFileReader:
    """Decompress one chunk after the other; only overlapping chunks are in memory together."""

    def __init__(
        self, path: Path, index: McapIndex, decompress: Callable[[bytes], bytes] | None = None
    ) -> None:
        """Open the file with its index; `decompress` is applied to each message."""
        self._decompress = decompress
        self._path = path
        self._index = index
        self._stream: BinaryIO = path.open('rb')

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def messages(
        self,
        accepts: Callable[[str], bool],
        *,
        start_ns: int | None = None,
        end_ns: int | None = None,
        reverse: bool = False,
        file_order: bool = False,
    ) -> Iterator[ReadMessage]:
        """
        Yield the messages of accepted topics from `start_ns` to `end_ns`, both included.

        They come in the order of their times, backwards with `reverse`, or as they lie in the
        file with `file_order`. Raises BagError when a chunk is damaged.
        """
        topics = {
            number: channel.topic
            for number, channel in self._index.channels.items()
            if accepts(channel.topic)
        }

        def in_range(first_ns: int, last_ns: int) -> bool:
            after_start = start_ns is None or last_ns >= start_ns
            return after_start and (end_ns is None or first_ns <= end_ns)

        def chosen(source: Iterator[ReadMessage]) -> Iterator[ReadMessage]:
            return (one for one in source if in_range(one.time_ns, one.time_ns))

        if self._index.has_messages_outside_chunks:
            yield from self._sorted(chosen(self._read_without_chunks(topics)), reverse, file_order)
            return
        chunks = [
            chunk
            for chunk in self._index.chunks
            if in_range(chunk.message_start_time, chunk.message_end_time)
            and (not chunk.message_index_offsets or topics.keys() & chunk.message_index_offsets)
        ]
        if file_order:
            for chunk in chunks:
                yield from chosen(self._read_chunk(chunk, topics))
            return
        yield from self._merge(
            chunks, lambda chunk: chosen(self._read_chunk(chunk, topics)), reverse
        )

    def _merge(
        self,
        chunks: list[ChunkIndex],
        read: Callable[[ChunkIndex], Iterator[ReadMessage]],
        reverse: bool,
    ) -> Iterator[ReadMessage]:
        sign = -1 if reverse else 1

        def first_time(chunk: ChunkIndex) -> int:
            return -chunk.message_end_time if reverse else chunk.message_start_time

        waiting = sorted(chunks, key=first_time, reverse=True)
        heap: list[tuple[int, tuple[int, int], ReadMessage]] = []
        while waiting or heap:
            if waiting and (not heap or first_time(waiting[-1]) <= heap[0][0]):
                for message in read(waiting.pop()):
                    offset, number = message.position
                    key = (sign * offset, sign * number)
                    heapq.heappush(heap, (sign * message.time_ns, key, message))
            else:
                yield heapq.heappop(heap)[2]

    def _sorted(
        self, messages: Iterator[ReadMessage], reverse: bool, file_order: bool
    ) -> Iterator[ReadMessage]:
        return messages if file_order else iter(sorted(messages, reverse=reverse))

    def _read_chunk(
        self, chunk_index: ChunkIndex, topics: dict[int, str]
    ) -> Iterator[ReadMessage]:
        offset = chunk_index.chunk_start_offset
        try:
            self._stream.seek(offset + _RECORD_HEADER_SIZE)
            chunk = Chunk.read(ReadDataStream(self._stream))
            records = breakup_chunk(chunk)
        except (McapError, ValueError, OSError, ZstdError) as error:
            raise BagError(
                f"'{self._path}': the chunk at byte {offset} is damaged: {error}"
            ) from error
        for number, record in enumerate(records):
            if isinstance(record, Message) and record.channel_id in topics:
                topic = topics[record.channel_id]
                yield self._message(record, topic, (offset, number))

    def _read_without_chunks(self, topics: dict[int, str]) -> Iterator[ReadMessage]:
        self._stream.seek(0)
        reader = NonSeekingReader(self._stream)
        try:
            for number, (_, channel, record) in enumerate(
                reader.iter_messages(log_time_order=False)
            ):
                if channel.id in topics:
                    yield self._message(record, channel.topic, (0, number))
        except McapError:
            # The file was cut off: everything before its end has been read.
            return

    def _message(self, record: Message, topic: str, position: tuple[int, int]) -> ReadMessage:
        data = record.data
        if self._decompress is not None:
            try:
                data = self._decompress(data)
            except ZstdError as error:
                raise BagError(
                    f"'{self._path}': a message of '{topic}' is damaged: {error}"
                ) from error
        return ReadMessage(record.log_time, position, topic, data, record.publish_time)
