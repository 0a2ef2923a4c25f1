# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Writing bags: readable by other libraries, in several files, with clear errors."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from mcap.reader import make_reader
from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy
from rosbag2_py import (
    BagError,
    ConverterOptions,
    SequentialWriter,
    StorageOptions,
    TopicMetadata,
)
from rosbags.highlevel import AnyReader
from rosbags.rosbag2 import Reader
from sensor_msgs.msg import Image
from std_msgs.msg import String

from ros_embedded.interfaces.cdr import encode


def test_bags_can_be_read_by_rosbags(tmp_path):
    folder = tmp_path / 'bag'
    writer = SequentialWriter()
    writer.open(StorageOptions(uri=str(folder), storage_id='mcap'), ConverterOptions('cdr', 'cdr'))
    profile = QoSProfile(
        depth=7,
        reliability=ReliabilityPolicy.BEST_EFFORT,
        durability=DurabilityPolicy.TRANSIENT_LOCAL,
    )
    writer.create_topic(
        TopicMetadata(name='/image', type='sensor_msgs/msg/Image', offered_qos_profiles=[profile])
    )
    image = Image(height=2, width=3, encoding='rgb8', step=9, data=bytes(range(18)))
    image.header.frame_id = 'camera'
    for number in range(3):
        writer.write('/image', encode(image), 1_000_000_000 + number)
    writer.close()
    with AnyReader([folder]) as reader:
        [connection] = reader.connections
        assert connection.msgtype == 'sensor_msgs/msg/Image'
        assert connection.digest.startswith('RIHS01_d31d41a9a4c4bc8eae9be757b0beed306564f7526c8')
        messages = list(reader.messages())
        assert [time_ns for _, time_ns, _ in messages] == [10**9, 10**9 + 1, 10**9 + 2]
        decoded = reader.deserialize(messages[0][2], connection.msgtype)
        assert decoded.header.frame_id == 'camera'
        assert bytes(decoded.data) == bytes(range(18))
    with Reader(folder) as reader:
        [qos] = reader.connections[0].ext.offered_qos_profiles
        assert (qos.depth, qos.reliability.name, qos.durability.name) == (
            7,
            'BEST_EFFORT',
            'TRANSIENT_LOCAL',
        )


def test_files_have_what_rosbag2_writes(write_bag):
    folder = write_bag([('/a', 'x', 5), ('/b', 'y', 7)])
    with (folder / 'bag_0.mcap').open('rb') as stream:
        reader = make_reader(stream, validate_crcs=True)
        assert reader.get_header().profile == 'ros2'
        summary = reader.get_summary()
        [schema] = summary.schemas.values()
        assert (schema.name, schema.encoding) == ('std_msgs/msg/String', 'ros2msg')
        assert {channel.topic for channel in summary.channels.values()} == {'/a', '/b'}
        assert all(
            set(channel.metadata) == {'offered_qos_profiles', 'topic_type_hash'}
            for channel in summary.channels.values()
        )
        assert summary.statistics.message_count == 2
        assert [one.compression for one in summary.chunk_indexes] == ['zstd']
        assert [one.message.log_time for one in _messages(reader)] == [5, 7]
        [record] = reader.iter_metadata()
        assert record.name == 'rosbag2'
        assert yaml.safe_load(record.metadata['serialized_metadata'])['message_count'] == 2
    metadata = yaml.safe_load((folder / 'metadata.yaml').read_text())
    content = metadata['rosbag2_bagfile_information']
    assert content['version'] == 9
    assert content['relative_file_paths'] == ['bag_0.mcap']
    assert content['duration'] == {'nanoseconds': 2}
    assert content['starting_time'] == {'nanoseconds_since_epoch': 5}


def _messages(reader):
    from types import SimpleNamespace

    return [SimpleNamespace(message=message) for _, _, message in reader.iter_messages()]


def test_the_schema_has_the_definitions_of_all_parts(tmp_path):
    writer = SequentialWriter()
    writer.open(StorageOptions(uri=str(tmp_path / 'bag')))
    writer.create_topic(TopicMetadata(name='/a', type='geometry_msgs/msg/PoseStamped'))
    writer.close()
    with (tmp_path / 'bag/bag_0.mcap').open('rb') as stream:
        [schema] = make_reader(stream).get_summary().schemas.values()
    text = schema.data.decode()
    parts = [line for line in text.splitlines() if line.startswith('MSG: ')]
    assert sorted(parts) == [
        'MSG: builtin_interfaces/Time',
        'MSG: geometry_msgs/Point',
        'MSG: geometry_msgs/Pose',
        'MSG: geometry_msgs/Quaternion',
        'MSG: std_msgs/Header',
    ]


def test_a_bag_is_split_by_duration(write_bag, read_bag):
    second = 10**9
    messages = [('/a', str(number), number * second) for number in range(10)]
    folder = write_bag(messages, max_bagfile_duration=4)
    assert sorted(path.name for path in folder.glob('*.mcap')) == [
        'bag_0.mcap',
        'bag_1.mcap',
        'bag_2.mcap',
    ]
    assert [time_ns for _, _, time_ns in read_bag(folder)] == [n * second for n in range(10)]
    with AnyReader([folder]) as reader:
        assert reader.message_count == 10


def test_a_bag_is_split_by_size(write_bag, read_bag):
    noise = [('/a', bytes(range(32, 126)).decode() * 4000, number) for number in range(12)]
    folder = write_bag(noise, max_bagfile_size=400_000, storage_preset_profile='none')
    assert len(list(folder.glob('*.mcap'))) > 1
    assert len(read_bag(folder)) == 12


@pytest.mark.parametrize('preset', ['none', 'fastwrite', 'zstd_fast', 'zstd_small', 'lz4'])
def test_presets(write_bag, read_bag, preset):
    folder = write_bag([('/a', 'x', 1)], storage_preset_profile=preset)
    assert [topic for topic, _, _ in read_bag(folder)] == ['/a']


def test_mistakes_are_named(tmp_path, write_bag):
    writer = SequentialWriter()
    with pytest.raises(BagError, match='no bag is open'):
        writer.write('/a', b'', 0)
    folder = write_bag([('/a', 'x', 1)])
    with pytest.raises(BagError, match='exists already'):
        writer.open(StorageOptions(uri=str(folder)))
    with pytest.raises(BagError, match="'sqlite3' is not supported"):
        writer.open(StorageOptions(uri=str(tmp_path / 'x'), storage_id='sqlite3'))
    with pytest.raises(BagError, match="unknown storage preset 'fast'"):
        writer.open(StorageOptions(uri=str(tmp_path / 'x'), storage_preset_profile='fast'))
    writer.open(StorageOptions(uri=str(tmp_path / 'x')))
    with pytest.raises(BagError, match="'no_msgs/msg/Thing' is not known here"):
        writer.create_topic(TopicMetadata(name='/a', type='no_msgs/msg/Thing'))
    with pytest.raises(BagError, match="'/a' was not created: call create_topic first"):
        writer.write('/a', encode(String()), 0)
    writer.close()


FULL_DISK = """
import resource, sys
from rosbag2_py import BagError, SequentialWriter, StorageOptions, TopicMetadata
resource.setrlimit(resource.RLIMIT_FSIZE, (3_500_000, 3_500_000))
writer = SequentialWriter()
writer.open(StorageOptions(uri=sys.argv[1], storage_preset_profile='none'))
writer.create_topic(TopicMetadata(name='/a', type='std_msgs/msg/String'))
try:
    for number in range(10_000):
        writer.write('/a', bytes(1000), number)
except BagError as error:
    print(number, error)
writer.close()
"""


def test_a_full_disk_is_told_and_the_bag_stays_readable(tmp_path, read_bag):
    folder = tmp_path / 'bag'
    result = subprocess.run(
        [sys.executable, '-c', FULL_DISK, str(folder)], capture_output=True, text=True, check=True
    )
    assert 'cannot write' in result.stdout
    assert 'File too large' in result.stdout
    kept = int(result.stdout.split('the bag keeps the ')[1].split()[0])
    assert kept > 2000
    assert (folder / 'metadata.yaml').is_file()
    assert len(read_bag(Path(folder))) == kept


NO_ROOM = """
import resource, sys
from rosbag2_py import BagError, SequentialWriter, StorageOptions, TopicMetadata
writer = SequentialWriter()
resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))
try:
    writer.open(StorageOptions(uri=sys.argv[1]))
except BagError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
writer.open(StorageOptions(uri=sys.argv[1]))
writer.create_topic(TopicMetadata(name='/a', type='std_msgs/msg/String'))
writer.write('/a', bytes(1000), 1)
resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))
try:
    writer.split_bagfile()
except BagError as error:
    print(error)
try:
    writer.write('/a', bytes(1000), 1)
except BagError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
writer.close()
"""


def test_a_bag_that_could_not_begin_leaves_nothing_and_a_failed_split_ends_it(tmp_path, read_bag):
    folder = tmp_path / 'bag'
    result = subprocess.run(
        [sys.executable, '-c', NO_ROOM, str(folder)], capture_output=True, text=True, check=True
    )
    created, split, written = result.stdout.splitlines()
    assert created == f"cannot create '{folder}/bag_0.mcap': File too large"
    assert 'bag_0.mcap' in split
    assert written == split
    assert read_bag(folder) == []
