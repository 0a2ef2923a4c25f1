# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of a bag that is written by a thread of its own."""

from __future__ import annotations

import os

import pytest
from rclpy.qos import QoSProfile
from rosbag2_py import Info

from lavla.nodes.bag_recording import BagRecording

STRING = 'std_msgs/msg/String'


@pytest.fixture
def errors() -> list[Exception]:
    """Return the list of what a recording reports."""
    return []


@pytest.fixture
def recording(tmp_path, errors) -> BagRecording:
    """Return a recording with one topic."""
    recording = BagRecording(tmp_path / 'bag', errors.append)
    recording.add_topic('/a', STRING, [QoSProfile(depth=1)])
    return recording


def test_everything_that_was_queued_is_in_the_bag(recording, errors, tmp_path) -> None:
    for number in range(100):
        recording.write('/a', os.urandom(10_000), number)
    recording.close()
    assert (recording.messages, recording.dropped, errors) == (100, 0, [])
    assert Info().read_metadata(str(tmp_path / 'bag'), 'mcap').message_count == 100


def test_after_a_failure_the_counts_are_those_of_the_bag(
    recording, errors, tmp_path, limit_files, wait_until
) -> None:
    limit_files(1_500_000)
    for number in range(400):
        recording.write('/a', os.urandom(10_000), number)
    wait_until(lambda: errors)
    recording.write('/a', os.urandom(10_000), 400)
    recording.close()
    [error] = errors
    assert 'File too large' in str(error)
    assert recording.messages + recording.dropped == 401
    kept = Info().read_metadata(str(tmp_path / 'bag'), 'mcap').message_count
    assert 50 < kept == recording.messages < 200


def test_a_topic_that_cannot_be_added_is_a_failure_and_no_exception(
    recording, errors, tmp_path, wait_until
) -> None:
    recording.write('/a', os.urandom(100), 1)
    recording.add_topic('/b', 'no_msgs/msg/Thing', [])
    wait_until(lambda: errors)
    recording.add_topic('/c', STRING, [])
    recording.close()
    [error] = errors
    assert "'no_msgs/msg/Thing' is not known here" in str(error)
    assert Info().read_metadata(str(tmp_path / 'bag'), 'mcap').message_count == 1
