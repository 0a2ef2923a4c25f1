# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Bags to play, and recordings that are under way."""

from __future__ import annotations

import signal

import pytest
from ros2cli.cli import main
from rosbag2_py import SequentialWriter, StorageOptions, TopicMetadata
from std_msgs.msg import String

from ros_embedded.interfaces.cdr import encode


@pytest.fixture
def make_bag(tmp_path):
    """Return a function that writes a bag of texts, each with a topic and a time in seconds."""

    def make(messages, name='bag', **topic_options):
        writer = SequentialWriter()
        writer.open(StorageOptions(uri=str(tmp_path / name)))
        for topic, text, time_s in messages:
            writer.create_topic(
                TopicMetadata(name=topic, type='std_msgs/msg/String', **topic_options)
            )
            writer.write(topic, encode(String(data=text)), round(time_s * 1e9))
        writer.close()
        return tmp_path / name

    return make


@pytest.fixture
def run_bag(capsys, tmp_path, monkeypatch):
    """Return a function that runs `ros2 bag` in this process: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        code = main(['bag', *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def record(start_ros2):
    """Return a function that starts a recording and waits until topics are subscribed to."""

    def start(*arguments, topics=2):
        process = start_ros2('bag', 'record', *arguments)
        subscribed = 0
        while subscribed < topics:
            line = process.stdout.readline()
            assert line, 'the recording has ended'
            subscribed += 'Subscribed to topic' in line
        return process

    return start


@pytest.fixture
def wait_for_messages(start_ros2):
    """Return a function that waits until a topic has had some messages more."""

    def wait(topic, count=20):
        process = start_ros2('topic', 'echo', '--csv', topic)
        for _ in range(count):
            process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.wait(120)

    return wait
