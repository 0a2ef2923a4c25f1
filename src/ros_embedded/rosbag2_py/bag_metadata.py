# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What a bag says about itself in metadata.yaml."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from rosbag2_py.bag_error import BagError
from rosbag2_py.qos_description import describe_qos, load_qos
from rosbag2_py.topic_metadata import TopicInformation, TopicMetadata

if TYPE_CHECKING:
    from rclpy.duration import Duration
    from rclpy.time import Time

FILE_NAME = 'metadata.yaml'
VERSION = 9
_KEY = 'rosbag2_bagfile_information'


@dataclass
class FileInformation:
    """One file of a bag."""

    path: str = ''
    starting_time_ns: int = 0
    duration_ns: int = 0
    message_count: int = 0

    @property
    def starting_time(self) -> Time:
        """Return the time of the first message."""
        return _ros_time(self.starting_time_ns)

    @property
    def duration(self) -> Duration:
        """Return the time from the first to the last message."""
        return _ros_duration(self.duration_ns)


@dataclass
class BagMetadata:
    """Files, topics, times and counts of a bag."""

    version: int = VERSION
    bag_size: int = 0
    storage_identifier: str = 'mcap'
    relative_file_paths: list[str] = field(default_factory=list)
    files: list[FileInformation] = field(default_factory=list)
    starting_time_ns: int = 0
    duration_ns: int = 0
    message_count: int = 0
    topics_with_message_count: list[TopicInformation] = field(default_factory=list)
    compression_format: str = ''
    compression_mode: str = ''
    custom_data: dict[str, str] = field(default_factory=dict)
    ros_distro: str = 'jazzy'

    @property
    def starting_time(self) -> Time:
        """Return the time of the first message."""
        return _ros_time(self.starting_time_ns)

    @property
    def duration(self) -> Duration:
        """Return the time from the first to the last message."""
        return _ros_duration(self.duration_ns)

    def to_dictionary(self) -> dict[str, Any]:
        """Return the content of metadata.yaml below its one key."""
        return {
            'version': self.version,
            'storage_identifier': self.storage_identifier,
            'duration': {'nanoseconds': self.duration_ns},
            'starting_time': {'nanoseconds_since_epoch': self.starting_time_ns},
            'message_count': self.message_count,
            'topics_with_message_count': [
                {
                    'topic_metadata': {
                        'name': topic.topic_metadata.name,
                        'type': topic.topic_metadata.type,
                        'serialization_format': topic.topic_metadata.serialization_format,
                        'offered_qos_profiles': [
                            describe_qos(one) for one in topic.topic_metadata.offered_qos_profiles
                        ],
                        'type_description_hash': topic.topic_metadata.type_description_hash,
                    },
                    'message_count': topic.message_count,
                }
                for topic in self.topics_with_message_count
            ],
            'compression_format': self.compression_format,
            'compression_mode': self.compression_mode,
            'relative_file_paths': self.relative_file_paths,
            'files': [
                {
                    'path': one.path,
                    'starting_time': {'nanoseconds_since_epoch': one.starting_time_ns},
                    'duration': {'nanoseconds': one.duration_ns},
                    'message_count': one.message_count,
                }
                for one in self.files
            ],
            'custom_data': self.custom_data or None,
            'ros_distro': self.ros_distro,
        }

    def to_yaml(self) -> str:
        """Return the text of metadata.yaml."""
        return yaml.safe_dump({_KEY: self.to_dictionary()}, sort_keys=False)

    def write(self, folder: Path) -> None:
        """Write metadata.yaml; the old file stays until the new one is complete."""
        temporary = folder / f'.{FILE_NAME}.new'
        try:
            temporary.write_text(self.to_yaml(), encoding='utf-8')
            temporary.replace(folder / FILE_NAME)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise


def read_metadata_file(folder: Path) -> BagMetadata | None:
    """Return what metadata.yaml says, or None when there is none; raise BagError if malformed."""
    path = folder / FILE_NAME
    if not path.is_file():
        return None
    try:
        return _from_dictionary(yaml.safe_load(path.read_text(encoding='utf-8'))[_KEY])
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise BagError(f"'{path}' is malformed: {type(error).__name__}: {error}") from error


def _from_dictionary(content: dict[str, Any]) -> BagMetadata:
    topics: list[TopicInformation] = []
    for entry in content['topics_with_message_count']:
        topic = entry['topic_metadata']
        metadata = TopicMetadata(
            id=len(topics) + 1,
            name=topic['name'],
            type=topic['type'],
            serialization_format=topic['serialization_format'],
            offered_qos_profiles=load_qos(topic.get('offered_qos_profiles')),
            type_description_hash=topic.get('type_description_hash') or '',
        )
        topics.append(TopicInformation(metadata, entry['message_count']))
    return BagMetadata(
        version=content['version'],
        storage_identifier=content['storage_identifier'],
        relative_file_paths=list(content['relative_file_paths']),
        files=[
            FileInformation(
                one['path'],
                one['starting_time']['nanoseconds_since_epoch'],
                one['duration']['nanoseconds'],
                one['message_count'],
            )
            for one in content.get('files') or ()
        ],
        starting_time_ns=content['starting_time']['nanoseconds_since_epoch'],
        duration_ns=content['duration']['nanoseconds'],
        message_count=content['message_count'],
        topics_with_message_count=topics,
        compression_format=content.get('compression_format') or '',
        compression_mode=content.get('compression_mode') or '',
        custom_data=content.get('custom_data') or {},
        ros_distro=content.get('ros_distro') or '',
    )


def _ros_time(nanoseconds: int) -> Time:
    from rclpy.time import Time

    return Time(nanoseconds=nanoseconds)


def _ros_duration(nanoseconds: int) -> Duration:
    from rclpy.duration import Duration

    return Duration(nanoseconds=nanoseconds)
