# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag info`."""

import time

import pytest
from rosbag2_py import SequentialWriter, StorageOptions, TopicMetadata

MESSAGES = [('/b', 'x', 100.0), ('/a', 'y', 100.25), ('/b', 'z', 101.5)]


@pytest.fixture
def utc(monkeypatch):
    """Let the local time be that of Greenwich."""
    with monkeypatch.context() as patch:
        patch.setenv('TZ', 'UTC')
        time.tzset()
        yield
    time.tzset()


def test_the_report(run_bag, make_bag, utc):
    folder = make_bag(MESSAGES)
    size = (folder / 'bag_0.mcap').stat().st_size / 1024
    code, output, _ = run_bag('info', 'bag')
    assert code == 0
    assert [line.rstrip() for line in output.splitlines()] == [
        '',
        'Files:             bag_0.mcap',
        f'Bag size:          {size:.1f} KiB',
        'Storage id:        mcap',
        'ROS Distro:        jazzy',
        'Duration:          1.500000000s',
        'Start:             Jan  1 1970 00:01:40.000000000 (100.000000000)',
        'End:               Jan  1 1970 00:01:41.500000000 (101.500000000)',
        'Messages:          3',
        'Topic information: Topic: /a | Type: std_msgs/msg/String | Count: 1 | '
        'Serialization Format: cdr',
        '                   Topic: /b | Type: std_msgs/msg/String | Count: 2 | '
        'Serialization Format: cdr',
        'Service:           0',
        'Service information:',
    ]


def test_topic_names_can_be_sorted(run_bag, make_bag):
    make_bag([*MESSAGES, ('/c', 'x', 102.0), ('/c', 'x', 102.0), ('/c', 'x', 102.0)])
    assert run_bag('info', '-t', 'bag') == (0, '/a\n/b\n/c\n', '')
    make_bag([*MESSAGES, *MESSAGES[1:2] * 5], 'other')
    assert run_bag('info', '-t', '--sort', 'count', 'other') == (0, '/b\n/a\n', '')


def test_service_events_are_listed_apart(run_bag, tmp_path):
    writer = SequentialWriter()
    writer.open(StorageOptions(uri=str(tmp_path / 'bag')))
    topic = TopicMetadata(name='/add/_service_event', type='example_interfaces/srv/Add_Event')
    writer.create_topic(topic, '# of another computer\n')
    writer.write('/add/_service_event', bytes(8), 1)
    writer.close()
    _, output, _ = run_bag('info', 'bag')
    assert 'Messages:          0\nTopic information:\nService:           1\n' in output
    assert (
        'Service information: Service: /add | Type: example_interfaces/srv/Add | Event Count: 1 '
        '| Serialization Format: cdr'
    ) in output
    assert run_bag('info', '-t', 'bag') == (0, '', '')


def test_what_is_no_bag_is_named(run_bag):
    code, _, errors = run_bag('info', 'absent')
    assert (code, errors) == (1, "ros2: there is no bag 'absent'\n")
    assert run_bag('info', '-v', 'absent')[0] == 1
