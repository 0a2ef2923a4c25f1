# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Snapshot mode: only the newest messages, and only when they are wanted."""

import pytest
from rosbag2_py import BagError, SequentialWriter, StorageOptions, TopicMetadata


@pytest.fixture
def writer(tmp_path):
    writer = SequentialWriter()
    options = StorageOptions(uri=str(tmp_path / 'bag'), snapshot_mode=True, max_cache_size=1000)
    writer.open(options)
    writer.create_topic(TopicMetadata(name='/a', type='std_msgs/msg/String'))
    yield writer
    writer.close()


def test_a_snapshot_has_the_newest_messages(writer, tmp_path, read_bag):
    for number in range(30):
        writer.write('/a', bytes(100), number)
    assert writer.take_snapshot()
    writer.write('/a', bytes(100), 40)
    writer.close()
    assert [time_ns for _, _, time_ns in read_bag(tmp_path / 'bag')] == list(range(20, 30))


def test_each_snapshot_has_a_file(writer, tmp_path, read_bag):
    for first in (0, 10):
        for number in range(3):
            writer.write('/a', bytes(100), first + number)
        writer.take_snapshot()
    writer.close()
    assert len(list((tmp_path / 'bag').glob('*.mcap'))) == 2
    times = [time_ns for _, _, time_ns in read_bag(tmp_path / 'bag')]
    assert times == [0, 1, 2, 10, 11, 12]


def test_a_message_larger_than_the_buffer_is_not_kept(writer, tmp_path, read_bag):
    writer.write('/a', bytes(2000), 1)
    writer.write('/a', bytes(100), 2)
    writer.take_snapshot()
    writer.close()
    assert [time_ns for _, _, time_ns in read_bag(tmp_path / 'bag')] == [2]


def test_snapshots_need_snapshot_mode_and_a_buffer(tmp_path):
    writer = SequentialWriter()
    with pytest.raises(BagError, match='max_cache_size'):
        writer.open(StorageOptions(uri=str(tmp_path / 'x'), snapshot_mode=True))
    writer.open(StorageOptions(uri=str(tmp_path / 'x')))
    assert not writer.take_snapshot()
    writer.close()
