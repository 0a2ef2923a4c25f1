# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The index of an MCAP file: read from its summary, or found by scanning the file."""

from __future__ import annotations

import io
import os
import struct
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from mcap.data_stream import ReadDataStream
from mcap.exceptions import McapError
from mcap.opcode import Opcode
from mcap.records import Channel, Chunk, ChunkIndex, Footer, MessageIndex, Schema, Statistics
from mcap.stream_reader import get_chunk_data_stream
from zstandard import ZstdError

from rosbag2_py.bag_error import BagError

MAGIC = b'\x89MCAP0\r\n'
RECORD_HEADER = struct.Struct('<BQ')
MESSAGE_HEADER = struct.Struct('<HIQQ')
_FOOTER_LENGTH = RECORD_HEADER.size + 8 + 8 + 4


@dataclass
class McapIndex:
    """
    Where the messages of a file are.

    `data_end` is the offset behind the last complete record of the data section.
    `is_complete` tells whether the file has its own summary.
    """

    schemas: dict[int, Schema] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    chunks: list[ChunkIndex] = field(default_factory=list)
    message_counts: dict[int, int] = field(default_factory=dict)
    start_time_ns: int = 0
    end_time_ns: int = 0
    has_messages_outside_chunks: bool = False
    data_end: int = 0
    is_complete: bool = False

    @property
    def message_count(self) -> int:
        """Return the number of messages in the file."""
        return sum(self.message_counts.values())

    def add_message(self, channel_id: int, log_time_ns: int) -> None:
        """Count one message."""
        first = not self.message_counts
        self.message_counts[channel_id] = self.message_counts.get(channel_id, 0) + 1
        self.start_time_ns = log_time_ns if first else min(self.start_time_ns, log_time_ns)
        self.end_time_ns = max(self.end_time_ns, log_time_ns)


def read_index(path: Path) -> McapIndex:
    """Return the index of a file; raise BagError when it is no MCAP file at all."""
    with path.open('rb') as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise BagError(f"'{path}' is no MCAP file: it does not begin with the MCAP magic")
        summary = _read_summary(stream)
        return summary if summary is not None else scan(stream)


def _read_summary(stream: BinaryIO) -> McapIndex | None:
    """Return the index in the summary, or None when the summary is missing or damaged."""
    size = stream.seek(0, os.SEEK_END)
    footer_start = size - len(MAGIC) - _FOOTER_LENGTH
    if footer_start < len(MAGIC):
        return None
    stream.seek(footer_start)
    tail = stream.read()
    if tail[0] != Opcode.FOOTER or not tail.endswith(MAGIC):
        return None
    footer = Footer.read(ReadDataStream(io.BytesIO(tail[RECORD_HEADER.size :])))
    if footer.summary_start == 0:
        return None
    stream.seek(footer.summary_start)
    summary = stream.read(footer_start - footer.summary_start)
    # The CRC covers the footer too, up to its own CRC.
    covered = summary + tail[: RECORD_HEADER.size + 16]
    if footer.summary_crc not in (0, zlib.crc32(covered)):
        return None
    index = McapIndex(is_complete=True, data_end=footer.summary_start)
    statistics = _read_summary_records(summary, index)
    if statistics is None:
        return None
    index.message_counts = dict(statistics.channel_message_counts)
    index.start_time_ns = statistics.message_start_time
    index.end_time_ns = statistics.message_end_time
    index.has_messages_outside_chunks = bool(statistics.message_count) and not index.chunks
    return index


def _read_summary_records(summary: bytes, index: McapIndex) -> Statistics | None:
    statistics = None
    position = 0
    while position + RECORD_HEADER.size <= len(summary):
        opcode, length = RECORD_HEADER.unpack_from(summary, position)
        position += RECORD_HEADER.size
        content = ReadDataStream(io.BytesIO(summary[position : position + length]))
        position += length
        if opcode == Opcode.SCHEMA:
            schema = Schema.read(content)
            index.schemas[schema.id] = schema
        elif opcode == Opcode.CHANNEL:
            channel = Channel.read(content)
            index.channels[channel.id] = channel
        elif opcode == Opcode.CHUNK_INDEX:
            index.chunks.append(ChunkIndex.read(content))
        elif opcode == Opcode.STATISTICS:
            statistics = Statistics.read(content)
    return statistics


def scan(stream: BinaryIO) -> McapIndex:
    """
    Return an index of all complete records of a file that was cut off.

    The scan ends at the first record that is incomplete or damaged.
    """
    size = stream.seek(0, os.SEEK_END)
    index = McapIndex()
    position = index.data_end = len(MAGIC)
    while position + RECORD_HEADER.size <= size:
        stream.seek(position)
        opcode, length = RECORD_HEADER.unpack(stream.read(RECORD_HEADER.size))
        end = position + RECORD_HEADER.size + length
        if opcode == 0 or opcode in (Opcode.DATA_END, Opcode.FOOTER) or end > size:
            break
        if opcode == Opcode.CHUNK:
            if not _scan_chunk(index, stream.read(length), position):
                break
        elif opcode == Opcode.MESSAGE_INDEX:
            _scan_message_index(index, stream.read(length), position, end)
        elif opcode in (Opcode.SCHEMA, Opcode.CHANNEL):
            _scan_definition(index, opcode, stream.read(length))
        elif opcode == Opcode.MESSAGE:
            channel_id, _, log_time_ns, _ = MESSAGE_HEADER.unpack(stream.read(MESSAGE_HEADER.size))
            index.add_message(channel_id, log_time_ns)
            index.has_messages_outside_chunks = True
        position = index.data_end = end
    return index


def _scan_definition(index: McapIndex, opcode: int, content: bytes) -> None:
    stream = ReadDataStream(io.BytesIO(content))
    if opcode == Opcode.SCHEMA:
        schema = Schema.read(stream)
        index.schemas[schema.id] = schema
    else:
        channel = Channel.read(stream)
        index.channels[channel.id] = channel


def _scan_chunk(index: McapIndex, content: bytes, offset: int) -> bool:
    """Add a chunk to the index; return False when it is damaged."""
    try:
        chunk = Chunk.read(ReadDataStream(io.BytesIO(content)))
        stream, length = get_chunk_data_stream(chunk, validate_crc=True)
        data = stream.read(length)
    except (McapError, ValueError, struct.error, RuntimeError, ZstdError):
        # RuntimeError is what lz4 raises for damaged data.
        return False
    position = 0
    while position < length:
        opcode, record_length = RECORD_HEADER.unpack_from(data, position)
        position += RECORD_HEADER.size
        if opcode == Opcode.MESSAGE:
            channel_id, _, log_time_ns, _ = MESSAGE_HEADER.unpack_from(data, position)
            index.add_message(channel_id, log_time_ns)
        elif opcode in (Opcode.SCHEMA, Opcode.CHANNEL):
            _scan_definition(index, opcode, data[position : position + record_length])
        position += record_length
    index.chunks.append(
        ChunkIndex(
            chunk_length=RECORD_HEADER.size + len(content),
            chunk_start_offset=offset,
            compression=chunk.compression,
            compressed_size=len(chunk.data),
            message_end_time=chunk.message_end_time,
            message_index_length=0,
            message_index_offsets={},
            message_start_time=chunk.message_start_time,
            uncompressed_size=chunk.uncompressed_size,
        )
    )
    return True


def _scan_message_index(index: McapIndex, content: bytes, offset: int, end: int) -> None:
    if index.chunks:
        record = MessageIndex.read(ReadDataStream(io.BytesIO(content)))
        chunk = index.chunks[-1]
        chunk.message_index_offsets[record.channel_id] = offset
        chunk.message_index_length = end - chunk.chunk_start_offset - chunk.chunk_length
