# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag info`."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rosbag2_py import BagMetadata, TopicInformation

_SORT_KEYS: dict[str, Callable[[TopicInformation], Any]] = {
    'name': lambda topic: topic.topic_metadata.name,
    'type': lambda topic: topic.topic_metadata.type,
    'count': lambda topic: topic.message_count,
}
_EVENT_TOPIC_END = '/_service_event'
_EVENT_TYPE_END = '_Event'
_UNITS = ('B', 'KiB', 'MiB', 'GiB', 'TiB')


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument('bag_path', help='Bag to read: its folder, or an .mcap file')
    parser.add_argument('-s', '--storage', default='', help='Storage format of the bag')
    parser.add_argument(
        '-t', '--topic-name', action='store_true', help='Print topic names only, one per line'
    )
    parser.add_argument(
        '--sort',
        choices=tuple(_SORT_KEYS),
        default='name',
        help='Order of the topics (default: %(default)s)',
    )
    parser.add_argument(
        '-v',
        '--verbose',
        action='store_true',
        help='Not covered: requests and responses of services are not counted',
    )


def main(args: argparse.Namespace) -> None:
    """Print what a bag says about itself; one that was cut off is repaired."""
    from rosbag2_py import BagError, Info

    if args.verbose:
        raise CliError('--verbose is not covered by ros_embedded: leave it out')
    try:
        metadata = Info().read_metadata(args.bag_path, args.storage)
    except (BagError, OSError) as error:
        raise CliError(str(error)) from error
    metadata.topics_with_message_count.sort(key=_SORT_KEYS[args.sort])
    if args.topic_name:
        for topic in metadata.topics_with_message_count:
            if not _is_service_event(topic):
                print(topic.topic_metadata.name)
        return
    print(describe(metadata))


def describe(metadata: BagMetadata) -> str:
    """Return the report of `ros2 bag info`."""
    topics = [one for one in metadata.topics_with_message_count if not _is_service_event(one)]
    services = [one for one in metadata.topics_with_message_count if _is_service_event(one)]
    start_ns, duration_ns = metadata.starting_time_ns, metadata.duration_ns
    lines = [
        ('Files:', '\n'.join(metadata.relative_file_paths)),
        ('Bag size:', readable_size(metadata.bag_size)),
        ('Storage id:', metadata.storage_identifier),
        ('ROS Distro:', metadata.ros_distro),
        ('Duration:', f'{duration_ns / 1e9:.9f}s'),
        ('Start:', _readable_time(start_ns)),
        ('End:', _readable_time(start_ns + duration_ns)),
        ('Messages:', str(sum(topic.message_count for topic in topics))),
        (
            'Topic information:',
            '\n'.join(
                f'Topic: {topic.topic_metadata.name} | Type: {topic.topic_metadata.type} | '
                f'Count: {topic.message_count} | '
                f'Serialization Format: {topic.topic_metadata.serialization_format}'
                for topic in topics
            ),
        ),
        ('Service:', str(len(services))),
        ('Service information:', '\n'.join(map(_describe_service, services))),
    ]
    return '\n' + '\n'.join(
        f'{label:<18} {value}'.replace('\n', '\n' + ' ' * (max(len(label), 18) + 1)).rstrip()
        for label, value in lines
    )


def _is_service_event(topic: TopicInformation) -> bool:
    metadata = topic.topic_metadata
    return (
        metadata.name.endswith(_EVENT_TOPIC_END)
        and '/srv/' in metadata.type
        and metadata.type.endswith(_EVENT_TYPE_END)
    )


def _describe_service(topic: TopicInformation) -> str:
    metadata = topic.topic_metadata
    return (
        f'Service: {metadata.name.removesuffix(_EVENT_TOPIC_END)} | '
        f'Type: {metadata.type.removesuffix(_EVENT_TYPE_END)} | '
        f'Event Count: {topic.message_count} | '
        f'Serialization Format: {metadata.serialization_format}'
    )


def readable_size(size: float) -> str:
    """Return a number of bytes with a unit."""
    unit = 0
    while size >= 1024 and unit < len(_UNITS) - 1:
        size /= 1024
        unit += 1
    return f'{size:.1f} {_UNITS[unit]}' if unit else f'{size:.0f} {_UNITS[unit]}'


def _readable_time(time_ns: int) -> str:
    seconds, nanoseconds = divmod(time_ns, 10**9)
    moment = datetime.datetime.fromtimestamp(seconds)
    return f'{moment:%b %e %Y %H:%M:%S}.{nanoseconds:09d} ({seconds}.{nanoseconds:09d})'
