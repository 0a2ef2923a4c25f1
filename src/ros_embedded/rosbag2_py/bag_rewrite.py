# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Make new bags of the messages of others: merge, split, filter, cut and compress."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from rosbag2_py.bag_error import BagError
from rosbag2_py.bag_files import BagFiles, open_bag
from rosbag2_py.mcap_file_reader import ReadMessage
from rosbag2_py.rewrite_options import RewriteOutput, read_rewrite_options
from rosbag2_py.sequential_compression_writer import SequentialCompressionWriter
from rosbag2_py.sequential_writer import SequentialWriter
from rosbag2_py.storage_options import StorageOptions
from rosbag2_py.topic_metadata import TopicMetadata

_SCHEMA_ENCODING = 'ros2msg'


def bag_rewrite(input_options: Sequence[StorageOptions], output_file: str) -> None:
    """
    Write the bags that the YAML file `output_file` describes.

    The messages of all input bags are merged in the order of their times. Raises BagError when an
    input cannot be read, an output exists already, or the file is wrong.
    """
    outputs = read_rewrite_options(output_file)
    if not input_options:
        raise BagError('give at least one bag to convert')
    bags = [open_bag(one.uri, one.storage_id) for one in input_options]
    topics = _topics(bags)
    definitions = _definitions(bags)
    with ExitStack() as stack:
        writers = [
            (output, stack.enter_context(_writer(output, topics, definitions)))
            for output in outputs
        ]
        chosen = {
            name: [
                (output.storage, writer)
                for output, writer in writers
                if output.filter.accepts(name, topic.type)
            ]
            for name, topic in topics.items()
        }
        for message in _messages(bags, input_options, stack):
            for storage, writer in chosen[message.topic]:
                if _is_between(message.time_ns, storage):
                    writer.write(
                        message.topic, message.data, message.time_ns, message.publish_time_ns
                    )


@contextmanager
def _writer(
    output: RewriteOutput, topics: dict[str, TopicMetadata], definitions: dict[str, str]
) -> Iterator[SequentialWriter]:
    writer = SequentialCompressionWriter(output.compression)
    writer.open(output.storage)
    with writer:
        for topic in topics.values():
            if output.filter.accepts(topic.name, topic.type):
                writer.create_topic(topic, definitions.get(topic.type))
        yield writer


def _topics(bags: Sequence[BagFiles]) -> dict[str, TopicMetadata]:
    """Return the topics of all bags; each has the QoS profiles of all of them."""
    topics: dict[str, TopicMetadata] = {}
    for bag in bags:
        for information in bag.metadata.topics_with_message_count:
            topic = information.topic_metadata
            known = topics.setdefault(topic.name, topic)
            if known is topic:
                continue
            if known.type != topic.type:
                raise BagError(
                    f"the topic '{topic.name}' has the type '{known.type}' in one bag and "
                    f"'{topic.type}' in another: convert them apart"
                )
            known.offered_qos_profiles = [
                *known.offered_qos_profiles,
                *topic.offered_qos_profiles,
            ]
    return topics


def _definitions(bags: Sequence[BagFiles]) -> dict[str, str]:
    """Return the message definitions in the bags, which this computer need not know."""
    return {
        schema.name: schema.data.decode()
        for bag in bags
        for _, index in bag.files
        for schema in index.schemas.values()
        if schema.encoding == _SCHEMA_ENCODING
    }


def _messages(
    bags: Sequence[BagFiles], input_options: Sequence[StorageOptions], stack: ExitStack
) -> Iterator[ReadMessage]:
    sources = []
    for bag, options in zip(bags, input_options, strict=True):
        stack.callback(bag.close)
        for reader in bag.open_readers():
            stack.callback(reader.close)
            sources.append(
                reader.messages(
                    lambda topic: True,
                    start_ns=_limit(options.start_time_ns),
                    end_ns=_limit(options.end_time_ns),
                )
            )
    return heapq.merge(*sources, key=lambda message: message.time_ns)


def _limit(time_ns: int) -> int | None:
    return None if time_ns < 0 else time_ns


def _is_between(time_ns: int, options: StorageOptions) -> bool:
    start_ns, end_ns = _limit(options.start_time_ns), _limit(options.end_time_ns)
    return (start_ns is None or time_ns >= start_ns) and (end_ns is None or time_ns <= end_ns)
