# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Synchronization of messages by their stamps."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
import rclpy
from builtin_interfaces.msg import Time
from message_filters import (
    ApproximateTimeSynchronizer,
    Cache,
    SimpleFilter,
    Subscriber,
    TimeSynchronizer,
)
from rclpy.clock_type import ClockType
from rclpy.context import Context
from rclpy.executors import SingleThreadedExecutor
from rclpy.node import Node
from rclpy.qos import qos_profile_sensor_data
from rclpy.time import Time as RosTime
from sensor_msgs.msg import Image
from std_msgs.msg import Header, String


def _image(milliseconds: int, frame: str = '') -> Image:
    seconds, rest = divmod(milliseconds, 1000)
    return Image(header=Header(stamp=Time(sec=seconds, nanosec=rest * 10**6), frame_id=frame))


def _given_by(sync: SimpleFilter) -> list[list[int]]:
    """Return a list that gets the stamps (ms) of each set of messages."""
    found: list[list[int]] = []
    sync.registerCallback(
        lambda *messages: found.append(
            [message.header.stamp.nanosec // 10**6 for message in messages]
        )
    )
    return found


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
    right.signalMessage(_image(2))  # late, but the other one has been kept
    assert len(found) == 2


def test_approximate_stamps() -> None:
    sources = [SimpleFilter() for _ in range(3)]
    sync = ApproximateTimeSynchronizer(sources, 10, 0.02)
    found = _given_by(sync)
    for source, times in zip(sources, ([100, 133], [95, 131], [60, 120]), strict=True):
        for milliseconds in times:
            source.signalMessage(_image(milliseconds))
    assert found == [[133, 131, 120]]
    sources[2].signalMessage(_image(101))
    assert found == [[133, 131, 120], [100, 95, 101]]


def test_the_slop_itself_is_too_much() -> None:
    sources = [SimpleFilter(), SimpleFilter()]
    sync = ApproximateTimeSynchronizer(sources, 10, 0.02)
    found: list[tuple[Any, ...]] = []
    sync.registerCallback(lambda *messages: found.append(messages))
    sources[0].signalMessage(_image(100))
    sources[1].signalMessage(_image(120))
    assert found == []
    sources[1].signalMessage(_image(119))
    assert len(found) == 1


def test_a_farther_message_is_taken_where_the_nearest_do_not_fit_together() -> None:
    sources = [SimpleFilter() for _ in range(3)]
    sync = ApproximateTimeSynchronizer(sources, 10, 0.02)
    found = _given_by(sync)
    for source, milliseconds in ((0, 88), (1, 114), (1, 85)):
        sources[source].signalMessage(_image(milliseconds))
    assert found == []
    sources[2].signalMessage(_image(100))
    assert found == [[88, 85, 100]]


def test_every_message_is_matched_whatever_the_order() -> None:
    generator = random.Random(0)
    left, right = SimpleFilter(), SimpleFilter()
    sync = ApproximateTimeSynchronizer([left, right], 9, 0.1)
    found: list[tuple[Any, ...]] = []
    sync.registerCallback(lambda *messages: found.append(messages))
    for source, frame in ((left, 'l'), (right, 'r')):
        for second in generator.sample(range(9), 9):
            source.signalMessage(_image(1000 * second, frame))
    assert sorted((a.header.stamp.sec, b.header.stamp.sec) for a, b in found) == [
        (second, second) for second in range(9)
    ]


def test_messages_without_header_need_permission(capfd: pytest.CaptureFixture[str]) -> None:
    source = SimpleFilter()
    found: list[Any] = []
    for sync in (ApproximateTimeSynchronizer([source], 1, 0.1), Cache(source)):
        sync.registerCallback(found.append)
    source.signalMessage(String())
    assert found == []
    assert capfd.readouterr().err.count('ignoring a String: it has no header') == 2
    allowed = SimpleFilter()
    sync = ApproximateTimeSynchronizer([allowed], 1, 0.1, allow_headerless=True)
    sync.registerCallback(found.append)
    allowed.signalMessage(String(data='x'))
    assert found == [String(data='x')]


def test_callbacks_may_send_messages_themselves() -> None:
    left, right = SimpleFilter(), SimpleFilter()
    sync = TimeSynchronizer([left, right], 2)
    found: list[int] = []

    def callback(message: Image, _: Image, frame: str) -> None:
        assert frame == 'further argument'
        found.append(message.header.stamp.sec)
        if len(found) < 3:
            left.signalMessage(_image(1000 * len(found)))
            right.signalMessage(_image(1000 * len(found)))

    sync.registerCallback(callback, 'further argument')
    left.signalMessage(_image(0))
    right.signalMessage(_image(0))
    assert found == [0, 1, 2]


def test_a_topic_is_a_source() -> None:
    context = Context()
    rclpy.init(args=[], context=context)
    try:
        node = Node('synchronizing', context=context)
        executor = SingleThreadedExecutor(context=context)
        executor.add_node(node)
        source = Subscriber(node, Image, 'images', qos_profile=qos_profile_sensor_data)
        publisher = node.create_publisher(Image, 'images', 1)
        assert source.getTopic() == 'images'
        assert source.topic_name == '/images'
        cache = Cache(source, 5)
        end = time.monotonic() + 60.0
        while cache.getLast() is None and time.monotonic() < end:
            publisher.publish(_image(1500))
            executor.spin_once(timeout_sec=0.05)
        assert cache.getLatestTime().nanoseconds == 15 * 10**8
        source.unsubscribe()
        assert node.count_subscribers('images') == 0
        node.destroy_node()
    finally:
        context.try_shutdown()


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
    assert [stamp(each) for each in cache.cache_msgs] == [20, 30, 40]
    with pytest.raises(AssertionError, match='is later than'):
        cache.getInterval(at(2), at(1))
