# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Synchronization of messages by their stamps."""

from __future__ import annotations

from typing import Any

import pytest
from builtin_interfaces.msg import Time
from message_filters import (
    ApproximateTimeSynchronizer,
    Cache,
    SimpleFilter,
    TimeSynchronizer,
)
from rclpy.clock_type import ClockType
from rclpy.time import Time as RosTime
from sensor_msgs.msg import Image
from std_msgs.msg import Header, String


def _image(milliseconds: int, frame: str = '') -> Image:
    seconds, rest = divmod(milliseconds, 1000)
    return Image(header=Header(stamp=Time(sec=seconds, nanosec=rest * 10**6), frame_id=frame))


def test_exact_stamps_and_queue_length() -> None:
    left, right = SimpleFilter(), SimpleFilter()
    sync = TimeSynchronizer([left, right], 2)
    found: list[tuple[Any, ...]] = []
    sync.registerCallback(lambda *messages: found.append(messages))
    for milliseconds in (1, 2, 3):
        left.signalMessage(_image(milliseconds))
    right.signalMessage(_image(1))  # too old: the queue holds two
    assert found == []
    right.signalMessage(_image(3))
    assert len(found) == 1
    assert found[0][0].header.stamp == found[0][1].header.stamp
    right.signalMessage(_image(2))  # older than what was given already
    assert len(found) == 1


def test_approximate_stamps() -> None:
    sources = [SimpleFilter() for _ in range(3)]
    sync = ApproximateTimeSynchronizer(sources, 10, 0.02)
    found: list[list[int]] = []
    sync.registerCallback(
        lambda *messages: found.append(
            [message.header.stamp.nanosec // 10**6 for message in messages]
        )
    )
    for source, times in zip(sources, ([100, 133], [95, 131], [60, 120]), strict=True):
        for milliseconds in times:
            source.signalMessage(_image(milliseconds))
    assert found == [[133, 131, 120]]
    sources[2].signalMessage(_image(101))
    assert found == [[133, 131, 120], [100, 95, 101]]


def test_messages_without_header_need_permission() -> None:
    source = SimpleFilter()
    ApproximateTimeSynchronizer([source], 1, 0.1)
    with pytest.raises(TypeError, match='String has no header'):
        source.signalMessage(String())
    allowed = SimpleFilter()
    found: list[Any] = []
    sync = ApproximateTimeSynchronizer([allowed], 1, 0.1, allow_headerless=True)
    sync.registerCallback(found.append)
    allowed.signalMessage(String(data='x'))
    assert found == [String(data='x')]


def test_cache_looks_up_by_time() -> None:
    source = SimpleFilter()
    cache = Cache(source, 3)
    for milliseconds in (10, 40, 20, 30):
        source.signalMessage(_image(milliseconds))

    def at(milliseconds: int) -> RosTime:
        return RosTime(nanoseconds=milliseconds * 10**6, clock_type=ClockType.ROS_TIME)

    def stamp(message: Image) -> int:
        return message.header.stamp.nanosec // 10**6

    assert [stamp(each) for each in cache.getInterval(at(0), at(35))] == [20, 30]
    assert stamp(cache.getElemAfterTime(at(21))) == 30
    assert stamp(cache.getElemBeforeTime(at(29))) == 20
    assert cache.getElemBeforeTime(at(5)) is None
    assert cache.getOldestTime() == at(20)
    assert cache.getLatestTime() == at(40)
    assert stamp(cache.getLast()) == 40
