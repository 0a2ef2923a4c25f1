# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Converting bags: merged, split, filtered, cut, compressed."""

import textwrap

import pytest
from mcap.reader import make_reader
from rclpy.qos import QoSProfile, ReliabilityPolicy
from rosbag2_py import (
    BagError,
    Info,
    SequentialWriter,
    StorageOptions,
    TopicMetadata,
    bag_rewrite,
)
from rosbag2_py.mcap_file_reader import McapFileReader
from rosbag2_py.mcap_index import read_index


@pytest.fixture
def convert(tmp_path, write_bag):
    """Return a function that converts two bags as a YAML text says."""
    one = write_bag([('/a', 'a0', 10), ('/b', 'b0', 30)], 'one')
    two = write_bag([('/a', 'a1', 20), ('/c', 'c0', 40)], 'two')

    def run(text):
        path = tmp_path / 'options.yaml'
        path.write_text(textwrap.dedent(text).replace('TMP', str(tmp_path)))
        bag_rewrite([StorageOptions(uri=str(one)), StorageOptions(uri=str(two))], str(path))

    return run


def times(read_bag, folder):
    return [(topic, time_ns) for topic, _, time_ns in read_bag(folder)]


def test_bags_are_merged_and_split(convert, tmp_path, read_bag):
    convert(
        """
        output_bags:
        - uri: TMP/all
          storage_id: mcap
          all_topics: true
          storage_preset_profile: none
          compression_mode: ''
          compression_queue_size: 1
          custom_data: {robot: panda}
        - uri: TMP/a
          topics: [/a]
        - uri: TMP/late
          regex: '.*'
          exclude_topics: [/c]
          start_time_ns: 20
          end_time_ns: 30
        """
    )
    assert times(read_bag, tmp_path / 'all') == [('/a', 10), ('/a', 20), ('/b', 30), ('/c', 40)]
    assert times(read_bag, tmp_path / 'a') == [('/a', 10), ('/a', 20)]
    assert times(read_bag, tmp_path / 'late') == [('/a', 20), ('/b', 30)]
    assert Info().read_metadata(str(tmp_path / 'all')).custom_data == {'robot': 'panda'}
    with (tmp_path / 'all/all_0.mcap').open('rb') as stream:
        assert [one.compression for one in make_reader(stream).get_summary().chunk_indexes] == ['']


def test_what_belongs_to_a_message_is_kept(tmp_path):
    writer = SequentialWriter()
    writer.open(StorageOptions(uri=str(tmp_path / 'bag')))
    profile = QoSProfile(depth=5, reliability=ReliabilityPolicy.BEST_EFFORT)
    topic = TopicMetadata(
        name='/a',
        type='unknown_msgs/msg/Thing',
        offered_qos_profiles=[profile],
        type_description_hash='RIHS01_0',
    )
    writer.create_topic(topic, 'int8 number\n')
    writer.write('/a', b'\0\1\0\0\5', 20, 10)
    writer.close()
    (tmp_path / 'options.yaml').write_text(f'output_bags: [{{uri: {tmp_path}/x, all: true}}]')
    bag_rewrite([StorageOptions(uri=str(tmp_path / 'bag'))], str(tmp_path / 'options.yaml'))
    path = tmp_path / 'x/x_0.mcap'
    reader = McapFileReader(path, read_index(path))
    [message] = reader.messages(lambda topic: True)
    reader.close()
    assert (message.time_ns, message.publish_time_ns) == (20, 10)
    [found] = Info().read_metadata(str(tmp_path / 'x')).topics_with_message_count
    assert found.topic_metadata.type_description_hash == 'RIHS01_0'
    assert found.topic_metadata.offered_qos_profiles[0]['reliability'] == 'best_effort'


@pytest.mark.parametrize(
    ('text', 'message'),
    [
        ('nothing: 1', "needs a list 'output_bags'"),
        ('output_bags: []', "needs a list 'output_bags'"),
        ('output_bags: [{all_topics: true}]', "output_bags\\[0\\] needs the key 'uri'"),
        ('output_bags: [{uri: TMP/x}]', 'chooses no topic'),
        ('output_bags: [{uri: TMP/x, all: true, topicz: 1}]', "unknown key\\(s\\) 'topicz'"),
        ('output_bags: [{uri: TMP/x, topics: /a}]', "'topics' must be of type list"),
        ('output_bags: [{uri: TMP/x, regex: "["}]', 'is no regular expression'),
        ('output_bags: [{uri: TMP/x, all: true, compression_mode: file}]', "format '' is not"),
        ('output_bags: [{uri: TMP/x, all: true, compression_mode: x}]', 'unknown compression mod'),
        ('output_bags: [{uri: TMP/x, all: true, storage_config_uri: x}]', 'is not covered'),
        ('output_bags: [{uri: TMP/x, all: true, storage_id: sqlite3}]', "'sqlite3' is not supp"),
        ('output_bags: [{uri: TMP/one, all: true}]', 'exists already'),
        ('output_bags: [', 'cannot read the output options'),
    ],
)
def test_mistakes_are_named(convert, text, message):
    with pytest.raises(BagError, match=message):
        convert(text)


def test_a_topic_with_two_types_is_named(tmp_path, write_bag):
    one = write_bag([('/a', 'x', 1)], 'one')
    writer = SequentialWriter()
    writer.open(StorageOptions(uri=str(tmp_path / 'two')))
    writer.create_topic(TopicMetadata(name='/a', type='std_msgs/msg/Int32'))
    writer.close()
    (tmp_path / 'options.yaml').write_text(f'output_bags: [{{uri: {tmp_path}/x, all: true}}]')
    with pytest.raises(BagError, match="'/a' has the type 'std_msgs/msg/String' in one bag and"):
        bag_rewrite(
            [StorageOptions(uri=str(one)), StorageOptions(uri=str(tmp_path / 'two'))],
            str(tmp_path / 'options.yaml'),
        )
