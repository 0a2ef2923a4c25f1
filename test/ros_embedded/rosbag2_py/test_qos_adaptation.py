# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""QoS profiles: what is offered decides how a topic is recorded and played."""

import pytest
import yaml
from rclpy.duration import Duration
from rclpy.qos import DurabilityPolicy, HistoryPolicy, QoSProfile, ReliabilityPolicy
from rosbag2_py import (
    SequentialReader,
    SequentialWriter,
    StorageOptions,
    TopicMetadata,
    convert_rclcpp_qos_to_rclpy_qos,
    to_rclcpp_qos_vector,
)
from rosbag2_py.qos_adaptation import adapt_offer_to_recorded_offers, adapt_request_to_offers

PLAIN = QoSProfile(depth=10)
SENSOR = QoSProfile(depth=5, reliability=ReliabilityPolicy.BEST_EFFORT)
LATCHED = QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL)


@pytest.mark.parametrize(
    ('offered', 'reliability', 'durability', 'warning'),
    [
        ([PLAIN], 'RELIABLE', 'VOLATILE', ''),
        ([SENSOR], 'BEST_EFFORT', 'VOLATILE', ''),
        ([LATCHED, LATCHED], 'RELIABLE', 'TRANSIENT_LOCAL', ''),
        ([PLAIN, SENSOR], 'BEST_EFFORT', 'VOLATILE', "not all publishers of '/a' are reliable"),
        ([PLAIN, LATCHED], 'RELIABLE', 'VOLATILE', "not all publishers of '/a' are transient"),
        ([], 'RELIABLE', 'VOLATILE', ''),
    ],
)
def test_a_topic_is_recorded_with_what_all_publishers_offer(
    offered, reliability, durability, warning, caplog
):
    profile = adapt_request_to_offers('/a', offered)
    assert (profile.reliability.name, profile.durability.name) == (reliability, durability)
    assert profile.depth >= 100
    assert warning in caplog.text
    assert bool(warning) == bool(caplog.records)


def test_a_topic_is_played_with_what_was_offered(caplog):
    offered = QoSProfile(
        depth=1,
        reliability=ReliabilityPolicy.BEST_EFFORT,
        durability=DurabilityPolicy.TRANSIENT_LOCAL,
        deadline=Duration(seconds=2),
    )
    profile = adapt_offer_to_recorded_offers('/a', [offered, offered])
    assert profile.reliability == ReliabilityPolicy.BEST_EFFORT
    assert profile.durability == DurabilityPolicy.TRANSIENT_LOCAL
    assert profile.deadline == Duration(seconds=2)
    assert adapt_offer_to_recorded_offers('/a', []) == QoSProfile(depth=10)
    assert not caplog.records
    assert adapt_offer_to_recorded_offers('/a', [PLAIN, LATCHED]) == QoSProfile(depth=10)
    assert "the recorded publishers of '/a' had different QoS profiles" in caplog.text


def test_profiles_go_through_a_bag(tmp_path):
    writer = SequentialWriter()
    writer.open(StorageOptions(uri=str(tmp_path / 'bag')))
    offered = QoSProfile(
        history=HistoryPolicy.KEEP_ALL,
        reliability=ReliabilityPolicy.BEST_EFFORT,
        lifespan=Duration(seconds=3, nanoseconds=5),
    )
    writer.create_topic(
        TopicMetadata(
            name='/a', type='std_msgs/msg/String', offered_qos_profiles=[offered, LATCHED]
        )
    )
    writer.close()
    content = yaml.safe_load((tmp_path / 'bag/metadata.yaml').read_text())
    [topic] = content['rosbag2_bagfile_information']['topics_with_message_count']
    described = topic['topic_metadata']['offered_qos_profiles']
    assert described[0] == {
        'history': 'keep_all',
        'depth': 0,
        'reliability': 'best_effort',
        'durability': 'volatile',
        'deadline': {'sec': 9223372036, 'nsec': 854775807},
        'lifespan': {'sec': 3, 'nsec': 5},
        'liveliness': 'system_default',
        'liveliness_lease_duration': {'sec': 9223372036, 'nsec': 854775807},
        'avoid_ros_namespace_conventions': False,
    }
    reader = SequentialReader()
    reader.open_uri(str(tmp_path / 'bag'))
    [metadata] = reader.get_all_topics_and_types()
    reader.close()
    first, second = (convert_rclcpp_qos_to_rclpy_qos(one) for one in metadata.offered_qos_profiles)
    assert (first.history, first.lifespan) == (offered.history, offered.lifespan)
    assert second.durability == DurabilityPolicy.TRANSIENT_LOCAL
    [again, _] = to_rclcpp_qos_vector(yaml.safe_dump(described), 9)
    assert again == first


def test_policies_of_older_bags_are_numbers():
    [profile] = to_rclcpp_qos_vector('- {history: 1, depth: 7, reliability: 2, durability: 1}', 5)
    assert (profile.depth, profile.reliability) == (7, ReliabilityPolicy.BEST_EFFORT)
    assert profile.durability == DurabilityPolicy.TRANSIENT_LOCAL
