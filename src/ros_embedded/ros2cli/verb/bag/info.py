# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag info`."""

from __future__ import annotations

import argparse
import datetime
from typing import TYPE_CHECKING

from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rosbag2_py import BagMetadata

_UNITS = ('B', 'KiB', 'MiB', 'GiB', 'TiB')


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument('bag_path', help='Bag to read: its folder, or an .mcap file')
    parser.add_argument('-s', '--storage', default='', help='Storage format of the bag')
    parser.add_argument(
        '-t', '--topic-name', action='store_true', help='Print topic names only, one per line'
    )


def main(args: argparse.Namespace) -> None:
    """Print what a bag says about itself; one that was cut off is repaired."""
    from rosbag2_py import BagError, Info

    try:
        metadata = Info().read_metadata(args.bag_path, args.storage)
    except (BagError, OSError) as error:
        raise CliError(str(error)) from error
    if args.topic_name:
        for topic in metadata.topics_with_message_count:
            print(topic.topic_metadata.name)
        return
    print(describe(metadata))


def describe(metadata: BagMetadata) -> str:
    """Return the report of `ros2 bag info`."""
    start_ns, duration_ns = metadata.starting_time_ns, metadata.duration_ns
    lines = [
        ('Files:', '\n'.join(metadata.relative_file_paths)),
        ('Bag size:', readable_size(metadata.bag_size)),
        ('Storage id:', metadata.storage_identifier),
        ('ROS Distro:', metadata.ros_distro),
        ('Duration:', f'{duration_ns / 1e9:.9f}s'),
        ('Start:', _readable_time(start_ns)),
        ('End:', _readable_time(start_ns + duration_ns)),
        ('Messages:', str(metadata.message_count)),
        (
            'Topic information:',
            '\n'.join(
                f'Topic: {topic.topic_metadata.name} | Type: {topic.topic_metadata.type} | '
                f'Count: {topic.message_count} | '
                f'Serialization Format: {topic.topic_metadata.serialization_format}'
                for topic in metadata.topics_with_message_count
            ),
        ),
    ]
    return '\n' + '\n'.join(
        f'{label:<19}{value}'.replace('\n', '\n' + ' ' * 19).rstrip() for label, value in lines
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
