# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Bags with known messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from rosbag2_py import SequentialReader, SequentialWriter, StorageOptions, TopicMetadata
from std_msgs.msg import String

from ros_embedded.interfaces.cdr import encode


def text_message(text: str) -> bytes:
    """Return a serialised std_msgs/msg/String."""
    return encode(String(data=text))


@pytest.fixture
def write_bag(tmp_path):
    """Return a function that writes a bag of texts, each with a topic and a time."""

    def write(messages, name='bag', **options) -> Path:
        folder = tmp_path / name
        writer = SequentialWriter()
        writer.open(StorageOptions(uri=str(folder), storage_id='mcap', **options))
        for topic, text, time_ns in messages:
            writer.create_topic(TopicMetadata(name=topic, type='std_msgs/msg/String'))
            writer.write(topic, text_message(text), time_ns)
        writer.close()
        return folder

    return write


@pytest.fixture
def read_bag():
    """Return a function that reads all messages of a bag as (topic, data, time)."""

    def read(folder) -> list[tuple[str, bytes, int]]:
        reader = SequentialReader()
        reader.open_uri(str(folder))
        messages = []
        while reader.has_next():
            messages.append(reader.read_next())
        reader.close()
        return messages

    return read
