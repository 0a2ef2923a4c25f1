# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write one MCAP file so that whatever happens, all complete chunks can be read."""

from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from mcap.data_stream import RecordBuilder
from mcap.opcode import Opcode
from mcap.records import Channel, Chunk, ChunkIndex, Header, McapRecord, MessageIndex, Schema

from rosbag2_py.bag_error import BagError
from rosbag2_py.file_lock import try_lock
from rosbag2_py.mcap_index import MAGIC, McapIndex
from rosbag2_py.mcap_summary import file_end

CHUNK_SIZE_MAX = 1024 * 1024
_MESSAGE = struct.Struct('<BQHIQQ')
_MESSAGE_FIELDS_LENGTH = 2 + 4 + 8 + 8


class McapFileWriter:
    """
    Collect messages in a chunk, and write chunk and message indexes with one call.

    When the disk is full the file is cut back to the last complete chunk. The file stays locked
    while it is written, so that a reader does not take it for one that was cut off.
    """

    def __init__(self, path: Path, compression: str, compress: Callable[[bytes], bytes]) -> None:
        """Create the file; raise BagError when that is impossible."""
        self.path = path
        self.index = McapIndex()
        self._compression = compression
        self._compress = compress
        self._parts: list[bytes] = []
        self._chunk_size = 0
        self._chunk_started_s = 0.0
        self._message_indexes: dict[int, MessageIndex] = {}
        self._times_ns: list[int] = []
        self._sequences: dict[int, int] = {}
        self._failure: OSError | None = None
        try:
            self._stream = path.open('xb', buffering=0)
        except OSError as error:
            raise BagError(f"cannot create '{path}': {error.strerror}") from error
        try_lock(self._stream)
        header = RecordBuilder()
        Header(profile='ros2', library='ros_embedded').write(header)
        try:
            self._write(MAGIC + header.end())
        except BagError as error:
            self._stream.close()
            path.unlink()
            raise BagError(f"cannot create '{path}': {self._failure.strerror}") from error

    @property
    def size(self) -> int:
        """Return the size of the file in bytes, without the chunk that is being collected."""
        return self.index.data_end

    def add_schema(self, name: str, encoding: str, text: str) -> int:
        """Add a message definition and return its number."""
        number = len(self.index.schemas) + 1
        schema = Schema(id=number, name=name, encoding=encoding, data=text.encode())
        self.index.schemas[number] = schema
        self._add_to_chunk(schema)
        return number

    def add_channel(self, topic: str, schema_id: int, metadata: dict[str, str]) -> int:
        """Add a topic and return its number."""
        number = len(self.index.channels) + 1
        channel = Channel(
            id=number,
            topic=topic,
            message_encoding='cdr',
            metadata=metadata,
            schema_id=schema_id,
        )
        self.index.channels[number] = channel
        self._add_to_chunk(channel)
        return number

    def add_message(
        self, channel_id: int, data: bytes, log_time_ns: int, publish_time_ns: int
    ) -> None:
        """Add a message; raise BagError when the file can no longer be written."""
        length = _MESSAGE.size + len(data)
        if self._times_ns and self._chunk_size + length > CHUNK_SIZE_MAX:
            self.finish_chunk()
        self._raise_failure()
        if not self._times_ns:
            self._chunk_started_s = time.monotonic()
        message_index = self._message_indexes.setdefault(
            channel_id, MessageIndex(channel_id=channel_id, records=[])
        )
        message_index.records.append((log_time_ns, self._chunk_size))
        sequence = self._sequences[channel_id] = self._sequences.get(channel_id, 0) + 1
        self._parts.append(
            _MESSAGE.pack(
                Opcode.MESSAGE,
                _MESSAGE_FIELDS_LENGTH + len(data),
                channel_id,
                sequence,
                log_time_ns,
                publish_time_ns,
            )
        )
        self._parts.append(bytes(data))
        self._chunk_size += length
        self._times_ns.append(log_time_ns)

    def finish_chunk_older_than(self, age_s: float) -> None:
        """Write the collected chunk if its first message came that long ago."""
        if self._times_ns and time.monotonic() - self._chunk_started_s >= age_s:
            self.finish_chunk()

    def finish_chunk(self) -> None:
        """Write the collected chunk, if there is one with messages."""
        if not self._times_ns or self._failure is not None:
            return
        data = b''.join(self._parts)
        builder = RecordBuilder()
        compressed = self._compress(data)
        Chunk(
            compression=self._compression,
            data=compressed,
            message_start_time=min(self._times_ns),
            message_end_time=max(self._times_ns),
            uncompressed_crc=zlib.crc32(data),
            uncompressed_size=len(data),
        ).write(builder)
        chunk_index = ChunkIndex(
            chunk_length=builder.count,
            chunk_start_offset=self.index.data_end,
            compression=self._compression,
            compressed_size=len(compressed),
            message_start_time=min(self._times_ns),
            message_end_time=max(self._times_ns),
            message_index_length=0,
            message_index_offsets={},
            uncompressed_size=len(data),
        )
        for channel_id, message_index in self._message_indexes.items():
            chunk_index.message_index_offsets[channel_id] = self.index.data_end + builder.count
            message_index.write(builder)
        chunk_index.message_index_length = builder.count - chunk_index.chunk_length
        self._write(builder.end())
        self.index.chunks.append(chunk_index)
        for channel_id, message_index in self._message_indexes.items():
            for log_time_ns, _ in message_index.records:
                self.index.add_message(channel_id, log_time_ns)
        self._parts = []
        self._chunk_size = 0
        self._message_indexes = {}
        self._times_ns = []

    def close(self, metadata_yaml: Callable[[McapIndex], str]) -> None:
        """
        Write what is left and the summary, and close the file.

        Raises BagError when the disk is full; a summary that did not fit is rebuilt when the bag
        is opened.
        """
        failure = None
        try:
            self.finish_chunk()
        except BagError as error:
            failure = error
        try:
            self._failure = None
            self._write(file_end(self.index, self.index.data_end, metadata_yaml(self.index)))
            self.index.is_complete = True
        finally:
            self._stream.close()
        if failure is not None:
            raise failure

    def _add_to_chunk(self, record: McapRecord) -> None:
        builder = RecordBuilder()
        record.write(builder)
        data = builder.end()
        self._parts.append(data)
        self._chunk_size += len(data)

    def _write(self, data: bytes) -> None:
        """Write all bytes, or none of them and raise BagError."""
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._stream.write(rest) :]
        except OSError as error:
            self._stream.truncate(self.index.data_end)
            self._stream.seek(self.index.data_end)
            self._failure = error
            self._raise_failure()
        self.index.data_end += len(data)

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise BagError(
                f"cannot write '{self.path}': {self._failure.strerror}; the bag keeps the "
                f'{self.index.message_count} messages that were written before'
            ) from self._failure
