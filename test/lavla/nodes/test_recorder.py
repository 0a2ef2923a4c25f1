# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the recorder on a running graph."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from diagnostic_msgs.msg import DiagnosticArray
from rclpy.node import Node
from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy
from rclpy.serialization import deserialize_message
from rosbag2_py import (
    ConverterOptions,
    Info,
    SequentialReader,
    StorageOptions,
    convert_rclcpp_qos_to_rclpy_qos,
)
from std_msgs.msg import String
from std_srvs.srv import Trigger

from lavla.msg import EpisodeEvent
from lavla.nodes.recorder import RecorderNode


@pytest.fixture
def recorder(make_graph, tmp_path):
    graph = make_graph(
        f'directory:={tmp_path}', 'topics:=[instruction, episode_event]', 'free_space_min_mib:=0'
    )
    return graph, graph.add(RecorderNode())


@pytest.fixture
def call(recorder, wait_until):
    graph, _ = recorder
    caller = graph.add(Node('caller'))

    def call_service(name: str) -> Trigger.Response:
        client = caller.create_client(Trigger, f'recorder/{name}')
        wait_until(client.service_is_ready)
        future = client.call_async(Trigger.Request())
        wait_until(future.done)
        return future.result()

    return call_service


def read(folder: Path) -> list[tuple[str, bytes]]:
    reader = SequentialReader()
    reader.open(StorageOptions(uri=str(folder), storage_id='mcap'), ConverterOptions('', ''))
    messages = []
    while reader.has_next():
        topic, data, _ = reader.read_next()
        messages.append((topic, bytes(data)))
    return messages


def offered_profiles(folder: Path, topic: str) -> list[QoSProfile]:
    for information in Info().read_metadata(str(folder), 'mcap').topics_with_message_count:
        if information.topic_metadata.name == topic:
            profiles = information.topic_metadata.offered_qos_profiles
            return [convert_rclcpp_qos_to_rclpy_qos(one) for one in profiles]
    return []


def test_records_every_message_of_the_chosen_topics(recorder, call, wait_until, tmp_path) -> None:
    graph, node = recorder
    publisher_node = graph.add(Node('talker'))
    events = publisher_node.create_publisher(EpisodeEvent, 'episode_event', 10)
    other = publisher_node.create_publisher(String, 'not_wanted', 10)
    instructions = publisher_node.create_publisher(
        String, 'instruction', QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL)
    )
    instructions.publish(String(data='said before the start'))
    assert call('start').success
    wait_until(lambda: events.get_subscription_count() == 1)
    for index in range(50):
        events.publish(EpisodeEvent(type=EpisodeEvent.MARK, note=str(index)))
        other.publish(String(data='x'))
    wait_until(lambda: node._bag.messages == 51)
    response = call('stop')
    assert response.success
    assert 'wrote 51 messages' in response.message
    messages = read(tmp_path / 'recording_000')
    notes = [
        deserialize_message(data, EpisodeEvent).note
        for topic, data in messages
        if topic == '/episode_event'
    ]
    assert notes == [str(index) for index in range(50)]
    assert [topic for topic, _ in messages].count('/instruction') == 1
    [events_profile], [instruction_profile] = (
        offered_profiles(tmp_path / 'recording_000', topic)
        for topic in ('/episode_event', '/instruction')
    )
    assert events_profile.durability == DurabilityPolicy.VOLATILE
    assert instruction_profile.durability == DurabilityPolicy.TRANSIENT_LOCAL
    assert instruction_profile.reliability == ReliabilityPolicy.RELIABLE
    assert len(messages) == 51


def test_start_and_stop_say_when_there_is_nothing_to_do(call, tmp_path) -> None:
    refused = call('stop')
    assert not refused.success
    assert refused.message == 'not recording'
    assert call('start').success
    again = call('start')
    assert not again.success
    assert 'already recording' in again.message
    assert call('stop').success
    assert call('start').message.endswith('recording_001')


def test_discard_leaves_nothing_behind(call, tmp_path) -> None:
    call('start')
    assert (tmp_path / 'recording_000').exists()
    assert call('discard').success
    assert list(tmp_path.glob('recording_*')) == []


def test_closing_the_node_closes_the_bag(make_graph, tmp_path, wait_until) -> None:
    graph = make_graph(f'directory:={tmp_path}', 'autostart:=true', 'free_space_min_mib:=0')
    graph.add(RecorderNode())
    wait_until((tmp_path / 'recording_000').exists)
    graph.close()
    assert (tmp_path / 'recording_000' / 'metadata.yaml').exists()
    assert read(tmp_path / 'recording_000') is not None


def test_refuses_to_start_on_a_full_disk(make_graph, tmp_path, wait_until) -> None:
    graph = make_graph(f'directory:={tmp_path}', f'free_space_min_mib:={1 << 30}')
    node = graph.add(RecorderNode())
    client = graph.add(Node('caller')).create_client(Trigger, 'recorder/start')
    wait_until(client.service_is_ready)
    future = client.call_async(Trigger.Request())
    wait_until(future.done)
    assert not future.result().success
    assert 'MiB of free disk, less than free_space_min_mib' in future.result().message
    assert not node.finished.done()


def test_a_disk_that_fills_up_ends_the_recording_and_not_the_node(
    recorder, call, wait_until, tmp_path, limit_files
) -> None:
    graph, node = recorder
    other = graph.add(Node('other'))
    events, warnings = [], []
    latched = QoSProfile(depth=10, durability=DurabilityPolicy.TRANSIENT_LOCAL)
    other.create_subscription(EpisodeEvent, 'episode_event', events.append, latched)
    other.create_subscription(
        DiagnosticArray, '/diagnostics', lambda m: warnings.append(m.status[0].message), 10
    )
    instructions = other.create_publisher(String, 'instruction', 100)
    noise = random.Random(0)

    def say(count: int) -> None:
        wait_until(lambda: instructions.get_subscription_count() == 1)
        for _ in range(count):
            instructions.publish(String(data=noise.randbytes(150_000).hex()))

    limit_files(2_000_000)
    assert call('start').success
    say(20)
    wait_until(lambda: node._bag is None)
    wait_until(lambda: events)
    [event] = events
    assert event.type == EpisodeEvent.MARK
    assert 'File too large' in event.note
    wait_until(lambda: any('File too large' in text for text in warnings))
    kept = len(read(tmp_path / 'recording_000'))
    assert 5 <= kept < 20
    assert f'wrote {kept} messages' in event.note
    assert not node.finished.done()

    limit_files(100_000_000)
    assert call('start').message.endswith('recording_001')
    say(20)
    wait_until(lambda: node._bag.messages == 21)
    assert call('stop').success
    topics = [topic for topic, _ in read(tmp_path / 'recording_001')]
    assert sorted(topics) == ['/episode_event'] + 20 * ['/instruction']
    assert len(read(tmp_path / 'recording_000')) == kept


def test_stop_says_that_the_end_did_not_fit_on_the_disk(
    recorder, call, wait_until, tmp_path, limit_files
) -> None:
    graph, node = recorder
    instructions = graph.add(Node('other')).create_publisher(String, 'instruction', 100)
    call('start')
    wait_until(lambda: instructions.get_subscription_count() == 1)
    instructions.publish(String(data='x'))
    wait_until(lambda: node._bag.messages == 1)
    limit_files(1)
    response = call('stop')
    assert not response.success
    assert 'File too large' in response.message
    limit_files(100_000_000)
    assert read(tmp_path / 'recording_000') == []
