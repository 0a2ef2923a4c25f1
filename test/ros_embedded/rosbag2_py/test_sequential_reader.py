# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Reading bags: order, filters, seeking, and clear errors."""

import pytest
from rosbag2_py import (
    BagError,
    Info,
    ReadOrder,
    ReadOrderSortBy,
    SequentialReader,
    StorageFilter,
    StorageOptions,
)
from rosbags.rosbag2 import StoragePlugin, Writer
from rosbags.typesys import Stores, get_typestore

MESSAGES = [('/a', 'a0', 30), ('/b', 'b0', 10), ('/a', 'a1', 20), ('/b', 'b1', 40)]


@pytest.fixture
def reader(write_bag):
    reader = SequentialReader()
    reader.open(StorageOptions(uri=str(write_bag(MESSAGES)), storage_id='mcap'))
    yield reader
    reader.close()


def times(reader):
    found = []
    while reader.has_next():
        found.append(reader.read_next()[2])
    return found


def test_messages_come_in_the_order_of_their_times(reader):
    assert times(reader) == [10, 20, 30, 40]


def test_messages_can_be_read_backwards_and_as_they_lie_in_the_file(reader):
    reader.set_read_order(ReadOrder(reverse=True))
    assert times(reader) == [40, 30, 20, 10]
    reader.seek(25)
    assert times(reader) == [20, 10]
    reader.set_read_order(ReadOrder(sort_by=ReadOrderSortBy.File))
    reader.open_uri(str(reader_folder(reader)))
    assert times(reader) == [30, 10, 20, 40]


def reader_folder(reader):
    return reader._bag.files[0][0].parent


def test_topics_can_be_chosen(reader):
    reader.set_filter(StorageFilter(topics=['/b']))
    assert times(reader) == [10, 40]
    reader.seek(0)
    reader.set_filter(StorageFilter(regex='/.*', exclude_topics=['/b']))
    assert times(reader) == [20, 30]


def test_a_filter_holds_from_the_next_message_on(reader):
    assert reader.read_next()[2] == 10
    reader.set_filter(StorageFilter(topics=['/a']))
    assert times(reader) == [20, 30]
    reader.reset_filter()
    reader.seek(30)
    assert times(reader) == [30, 40]


def test_start_and_end_times(write_bag):
    reader = SequentialReader()
    reader.open(StorageOptions(uri=str(write_bag(MESSAGES)), start_time_ns=15, end_time_ns=30))
    assert times(reader) == [20, 30]
    with pytest.raises(BagError, match='no more messages'):
        reader.read_next()


def test_metadata(reader, write_bag):
    metadata = reader.get_metadata()
    assert metadata.message_count == 4
    assert metadata.starting_time.nanoseconds == 10
    assert metadata.duration.nanoseconds == 30
    assert metadata.bag_size > 0
    counts = {t.topic_metadata.name: t.message_count for t in metadata.topics_with_message_count}
    assert counts == {'/a': 2, '/b': 2}
    topics = {topic.name: topic.type for topic in reader.get_all_topics_and_types()}
    assert topics == {'/a': 'std_msgs/msg/String', '/b': 'std_msgs/msg/String'}


def test_one_file_can_be_read_alone(write_bag, read_bag):
    folder = write_bag(MESSAGES)
    (folder / 'metadata.yaml').unlink()
    assert len(read_bag(folder / 'bag_0.mcap')) == 4
    assert not (folder / 'metadata.yaml').exists()


def test_bags_of_rosbags_can_be_read(tmp_path, read_bag):
    store = get_typestore(Stores.ROS2_JAZZY)
    string = store.types['std_msgs/msg/String']
    with Writer(tmp_path / 'bag', version=9, storage_plugin=StoragePlugin.MCAP) as writer:
        connection = writer.add_connection('/a', 'std_msgs/msg/String', typestore=store)
        for number in range(5):
            data = store.serialize_cdr(string(str(number)), 'std_msgs/msg/String')
            writer.write(connection, number, data)
    assert [time_ns for _, _, time_ns in read_bag(tmp_path / 'bag')] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ('name', 'content', 'message'),
    [
        ('absent', None, 'there is no bag'),
        ('empty', {}, 'neither metadata.yaml nor .mcap files'),
        ('sqlite', {'a.db3': b''}, 'sqlite3 bags need a full ROS 2'),
        ('noise', {'a_0.mcap': b'noise'}, 'no MCAP file'),
        ('yaml', {'metadata.yaml': b'a: ['}, 'malformed'),
    ],
)
def test_what_is_no_bag_is_named(tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).mkdir()
        for file_name, data in content.items():
            (tmp_path / name / file_name).write_bytes(data)
    with pytest.raises(BagError, match=message):
        Info().read_metadata(str(tmp_path / name), 'mcap')


def test_a_file_that_is_missing_is_named(write_bag):
    folder = write_bag(MESSAGES)
    (folder / 'bag_0.mcap').unlink()
    with pytest.raises(BagError, match=r'bag_0.mcap.* is missing'):
        Info().read_metadata(str(folder))
