# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Make the metadata of a bag from the indexes of its files."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from rosbag2_py.bag_metadata import BagMetadata, FileInformation
from rosbag2_py.compression_options import (
    CHANNEL_KEY,
    FILE_SUFFIX,
    FORMAT,
    CompressionMode,
    compression_mode_to_string,
)
from rosbag2_py.mcap_index import McapIndex
from rosbag2_py.qos_description import load_qos
from rosbag2_py.topic_metadata import TopicInformation, TopicMetadata


def metadata_of_indexes(
    files: Iterable[tuple[str, McapIndex]], custom_data: dict[str, str] | None = None
) -> BagMetadata:
    """Return the metadata of a bag that has these files, each with its name and index."""
    metadata = BagMetadata(custom_data=dict(custom_data or {}))
    topics: dict[str, TopicInformation] = {}
    end_time_ns = 0
    for name, index in files:
        metadata.relative_file_paths.append(name)
        metadata.files.append(
            FileInformation(
                path=name,
                starting_time_ns=index.start_time_ns,
                duration_ns=index.end_time_ns - index.start_time_ns,
                message_count=index.message_count,
            )
        )
        if index.message_count:
            first = metadata.message_count == 0
            metadata.starting_time_ns = (
                index.start_time_ns
                if first
                else min(metadata.starting_time_ns, index.start_time_ns)
            )
            end_time_ns = max(end_time_ns, index.end_time_ns)
        metadata.message_count += index.message_count
        _add_topics(topics, index)
        _note_compression(metadata, name, index)
    metadata.duration_ns = max(0, end_time_ns - metadata.starting_time_ns)
    metadata.topics_with_message_count = list(topics.values())
    return metadata


def metadata_yaml(metadata: BagMetadata) -> str:
    """Return the text that is stored in the MCAP file itself."""
    return yaml.safe_dump(metadata.to_dictionary(), sort_keys=False)


def _note_compression(metadata: BagMetadata, name: str, index: McapIndex) -> None:
    if name.endswith(FILE_SUFFIX):
        metadata.compression_format = FORMAT
        metadata.compression_mode = compression_mode_to_string(CompressionMode.FILE)
    for channel in index.channels.values():
        if CHANNEL_KEY in channel.metadata:
            metadata.compression_format = channel.metadata[CHANNEL_KEY]
            metadata.compression_mode = compression_mode_to_string(CompressionMode.MESSAGE)


def _add_topics(topics: dict[str, TopicInformation], index: McapIndex) -> None:
    for number, channel in index.channels.items():
        if channel.topic not in topics:
            schema = index.schemas.get(channel.schema_id)
            topics[channel.topic] = TopicInformation(
                TopicMetadata(
                    id=len(topics) + 1,
                    name=channel.topic,
                    type='' if schema is None else schema.name,
                    serialization_format=channel.message_encoding,
                    offered_qos_profiles=load_qos(channel.metadata.get('offered_qos_profiles')),
                    type_description_hash=channel.metadata.get('topic_type_hash', ''),
                )
            )
        topics[channel.topic].message_count += index.message_counts.get(number, 0)
