# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Give a file that was cut off its index back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from mcap.data_stream import ReadDataStream, RecordBuilder
from mcap.opcode import Opcode
from mcap.records import Chunk, MessageIndex
from mcap.stream_reader import get_chunk_data_stream

from rosbag2_py.file_lock import try_lock
from rosbag2_py.mcap_index import MESSAGE_HEADER, RECORD_HEADER, McapIndex, scan
from rosbag2_py.mcap_summary import file_end

_logger = logging.getLogger('rosbag2_py')


def repair(path: Path, metadata_yaml: Callable[[McapIndex], str]) -> McapIndex:
    """
    Keep every complete chunk of a file and write the summary behind them.

    A file that cannot be written, or that another process is recording, is left as it is: the
    index that is returned serves to read it.
    """
    try:
        stream = path.open('r+b')
    except (PermissionError, OSError) as error:
        with path.open('rb') as readable:
            index = scan(readable)
        _logger.warning(
            f"'{path}' was cut off and cannot be repaired ({error.strerror}): reading its "
            f'{index.message_count} complete messages'
        )
        return index
    with stream:
        index = scan(stream)
        if not try_lock(stream):
            _logger.warning(
                f"'{path}' is being recorded: reading the {index.message_count} messages that "
                'are complete'
            )
            return index
        cut_off_bytes = stream.seek(0, 2) - index.data_end
        stream.truncate(index.data_end)
        stream.seek(index.data_end)
        _complete_message_indexes(stream, index)
        end = file_end(index, index.data_end, metadata_yaml(index))
        try:
            stream.seek(index.data_end)
            stream.write(end)
            stream.flush()
        except OSError as error:
            stream.truncate(index.data_end)
            _logger.warning(f"'{path}' stays without a summary: {error.strerror}")
            return index
        index.is_complete = True
    _logger.warning(
        f"'{path}' was cut off: recovered {index.message_count} messages in {len(index.chunks)} "
        f'chunks, dropped {cut_off_bytes} bytes of an incomplete end'
    )
    return index


def _complete_message_indexes(stream: object, index: McapIndex) -> None:
    """Write the message indexes behind the last chunk if they are not all there."""
    if not index.chunks:
        return
    chunk_index = index.chunks[-1]
    stream.seek(chunk_index.chunk_start_offset + RECORD_HEADER.size)  # type: ignore[attr-defined]
    chunk = Chunk.read(ReadDataStream(stream))  # type: ignore[arg-type]
    data_stream, length = get_chunk_data_stream(chunk)
    data = data_stream.read(length)
    records: dict[int, MessageIndex] = {}
    position = 0
    while position < length:
        opcode, record_length = RECORD_HEADER.unpack_from(data, position)
        if opcode == Opcode.MESSAGE:
            channel_id, _, log_time_ns, _ = MESSAGE_HEADER.unpack_from(
                data, position + RECORD_HEADER.size
            )
            record = records.setdefault(channel_id, MessageIndex(channel_id, []))
            record.records.append((log_time_ns, position))
        position += RECORD_HEADER.size + record_length
    if chunk_index.message_index_offsets.keys() == records.keys():
        return
    start = chunk_index.chunk_start_offset + chunk_index.chunk_length
    builder = RecordBuilder()
    chunk_index.message_index_offsets.clear()
    for channel_id, record in records.items():
        chunk_index.message_index_offsets[channel_id] = start + builder.count
        record.write(builder)
    written = builder.end()
    chunk_index.message_index_length = len(written)
    stream.seek(start)  # type: ignore[attr-defined]
    stream.truncate()  # type: ignore[attr-defined]
    stream.write(written)  # type: ignore[attr-defined]
    index.data_end = start + len(written)
