# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write the end of an MCAP file: data end, summary, footer."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from mcap.data_stream import RecordBuilder
from mcap.opcode import Opcode
from mcap.records import (
    DataEnd,
    Footer,
    McapRecord,
    Metadata,
    MetadataIndex,
    Statistics,
    SummaryOffset,
)

from rosbag2_py.mcap_index import MAGIC, McapIndex

_METADATA_NAME = 'rosbag2'


def file_end(index: McapIndex, offset: int, metadata_yaml: str) -> bytes:
    """
    Return what follows the data that end at `offset`.

    As rosbag2 does, the bag's metadata are stored as the MCAP metadata record 'rosbag2'.
    """
    builder = RecordBuilder()
    metadata = Metadata(name=_METADATA_NAME, metadata={'serialized_metadata': metadata_yaml})
    metadata.write(builder)
    metadata_index = MetadataIndex(offset=offset, length=builder.count, name=_METADATA_NAME)
    DataEnd(data_section_crc=0).write(builder)
    summary_start = offset + builder.count
    summary = RecordBuilder()
    offsets: list[SummaryOffset] = []
    groups: tuple[tuple[Opcode, Iterable[McapRecord]], ...] = (
        (Opcode.SCHEMA, index.schemas.values()),
        (Opcode.CHANNEL, index.channels.values()),
        (Opcode.STATISTICS, [_statistics(index)]),
        (Opcode.CHUNK_INDEX, index.chunks),
        (Opcode.METADATA_INDEX, [metadata_index]),
    )
    for opcode, records in groups:
        start = summary.count
        for record in records:
            record.write(summary)
        if summary.count > start:
            offsets.append(SummaryOffset(opcode, summary_start + start, summary.count - start))
    summary_offset_start = summary_start + summary.count
    for record in offsets:
        record.write(summary)
    summary_data = summary.end()
    crc = zlib.crc32(
        struct.pack('<BQQQ', Opcode.FOOTER, 8 + 8 + 4, summary_start, summary_offset_start),
        zlib.crc32(summary_data),
    )
    footer = RecordBuilder()
    Footer(summary_start, summary_offset_start, crc).write(footer)
    return builder.end() + summary_data + footer.end() + MAGIC


def _statistics(index: McapIndex) -> Statistics:
    return Statistics(
        attachment_count=0,
        channel_count=len(index.channels),
        channel_message_counts=dict(index.message_counts),
        chunk_count=len(index.chunks),
        message_count=index.message_count,
        message_end_time=index.end_time_ns,
        message_start_time=index.start_time_ns,
        metadata_count=1,
        schema_count=len(index.schemas),
    )
