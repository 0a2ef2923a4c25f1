# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write and read bags: the Python API of rosbag2 on MCAP files."""

from typing import Any

from rosbag2_py.bag_error import BagError
from rosbag2_py.bag_metadata import BagMetadata, FileInformation
from rosbag2_py.bag_rewrite import bag_rewrite
from rosbag2_py.compression_options import (
    CompressionMode,
    CompressionOptions,
    compression_mode_from_string,
    compression_mode_to_string,
)
from rosbag2_py.info import Info
from rosbag2_py.qos_conversion import (
    convert_rclcpp_qos_to_rclpy_qos,
    to_rclcpp_qos_vector,
)
from rosbag2_py.read_order import ReadOrder, ReadOrderSortBy
from rosbag2_py.reindexer import Reindexer
from rosbag2_py.sequential_compression_writer import SequentialCompressionWriter
from rosbag2_py.sequential_reader import SequentialCompressionReader, SequentialReader
from rosbag2_py.sequential_writer import SequentialWriter
from rosbag2_py.storage_filter import StorageFilter
from rosbag2_py.storage_options import ConverterOptions, StorageOptions
from rosbag2_py.storage_plugins import (
    get_default_storage_id,
    get_registered_readers,
    get_registered_serializers,
    get_registered_writers,
)
from rosbag2_py.topic_metadata import TopicInformation, TopicMetadata

__all__ = [
    'BagError',
    'BagMetadata',
    'CompressionMode',
    'CompressionOptions',
    'ConverterOptions',
    'FileInformation',
    'Info',
    'ReadOrder',
    'ReadOrderSortBy',
    'Reindexer',
    'SequentialCompressionReader',
    'SequentialCompressionWriter',
    'SequentialReader',
    'SequentialWriter',
    'StorageFilter',
    'StorageOptions',
    'TopicInformation',
    'TopicMetadata',
    'bag_rewrite',
    'compression_mode_from_string',
    'compression_mode_to_string',
    'convert_rclcpp_qos_to_rclpy_qos',
    'get_default_storage_id',
    'get_registered_readers',
    'get_registered_serializers',
    'get_registered_writers',
    'to_rclcpp_qos_vector',
]

_NEEDS_FULL_ROS = (
    'PlayOptions',
    'Player',
    'RecordOptions',
    'Recorder',
)


def __getattr__(name: str) -> Any:
    """Say by name what needs a full ROS 2."""
    if name in _NEEDS_FULL_ROS:
        raise NotImplementedError(
            f'rosbag2_py.{name} is not part of ros_embedded: use `ros2 bag play` or `record`, or '
            'rosbag2_py.SequentialReader and SequentialWriter'
        )
    raise AttributeError(f"module 'rosbag2_py' has no attribute '{name}'")
