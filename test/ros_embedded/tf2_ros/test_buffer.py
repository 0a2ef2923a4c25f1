# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The buffer: waiting for transforms, transforming messages, jumps of the clock."""

from __future__ import annotations

from collections.abc import Callable
from threading import Timer

import pytest
import yaml
from geometry_msgs.msg import PointStamped, TransformStamped
from rclpy.clock import ROSClock
from rclpy.duration import Duration
from rclpy.node import Node
from rclpy.time import Time
from tf2_msgs.srv import FrameGraph
from tf2_ros import (
    Buffer,
    BufferInterface,
    ConnectivityException,
    LookupException,
    NotImplementedException,
    TransformException,
    TypeException,
)

STAMP = Time(seconds=5)
LONG = Duration(seconds=60)


def _transform(parent: str = 'foo', child: str = 'bar', stamp: Time = STAMP) -> TransformStamped:
    message = TransformStamped(child_frame_id=child)
    message.header.frame_id = parent
    message.header.stamp = stamp.to_msg()
    message.transform.translation.x = 42.0
    return message


def test_waits_for_the_transform() -> None:
    buffer = Buffer()
    assert not buffer.can_transform('foo', 'bar', STAMP)
    assert not buffer.can_transform('foo', 'bar', STAMP, Duration(seconds=0.01))
    Timer(0.05, buffer.set_transform, (_transform(), 'test')).start()
    assert buffer.lookup_transform('foo', 'bar', STAMP, LONG) == _transform()


def test_says_why_not() -> None:
    buffer = Buffer()
    with pytest.raises(LookupException) as raised:
        buffer.lookup_transform('foo', 'bar', STAMP, Duration(seconds=0.01))
    assert isinstance(raised.value, TransformException)
    answer, reason = buffer.can_transform('foo', 'bar', STAMP, return_debug_tuple=True)
    assert not answer
    assert 'frame does not exist' in reason
    buffer.set_transform(_transform(), 'test')
    buffer.set_transform_static(_transform('x', 'y'), 'test')
    with pytest.raises(ConnectivityException):
        buffer.lookup_transform_full('foo', STAMP, 'y', STAMP, 'foo')


def test_coroutines_get_the_transform() -> None:
    buffer = Buffer()
    waiting = buffer.lookup_transform_async('foo', 'bar', STAMP)
    full = buffer.lookup_transform_full_async('foo', STAMP, 'bar', STAMP, 'foo')
    for coroutine in (waiting, full):
        coroutine.send(None)
    buffer.set_transform(_transform(), 'test')
    for coroutine in (waiting, full, buffer.lookup_transform_async('foo', 'bar', STAMP)):
        with pytest.raises(StopIteration) as ended:
            coroutine.send(None)
        assert ended.value.value == _transform()


def test_cancelled_futures_are_forgotten() -> None:
    buffer = Buffer()
    future = buffer.wait_for_transform_async('foo', 'bar', STAMP)
    future.cancel()
    buffer.set_transform(_transform(), 'test')
    assert future.cancelled()
    assert future.result() is None


def test_messages_are_transformed() -> None:
    import tf2_geometry_msgs

    buffer = Buffer()
    buffer.set_transform_static(_transform(), 'test')
    point = PointStamped()
    point.header.frame_id = 'bar'
    point.header.stamp = STAMP.to_msg()
    point.point.y = 1.0
    moved = buffer.transform(point, 'foo')
    assert isinstance(moved, tf2_geometry_msgs.PointStamped)
    assert (moved.header.frame_id, moved.header.stamp) == ('foo', STAMP.to_msg())
    assert (moved.point.x, moved.point.y) == (42.0, 1.0)
    same = buffer.transform_full(point, 'bar', STAMP, 'foo', new_type=PointStamped)
    assert same.point == point.point
    with pytest.raises(TypeException, match='is not loaded or supported'):
        buffer.transform(_transform(), 'foo')


def test_other_sources_must_implement_the_lookup() -> None:
    with pytest.raises(NotImplementedException, match='not implemented'):
        BufferInterface().lookup_transform('a', 'b', STAMP)


def test_a_jump_back_in_time_clears(context: object, make_spun_node: Callable[..., Node]) -> None:
    node = make_spun_node('jumping')
    clock = node.get_clock()
    assert isinstance(clock, ROSClock)
    clock._set_ros_time_is_active(True)
    clock.set_ros_time_override(Time(seconds=100))
    buffer = Buffer(node=node)
    buffer.set_transform(_transform(), 'test')
    clock.set_ros_time_override(Time(seconds=99.5))
    assert buffer.can_transform('foo', 'bar', STAMP)
    clock.set_ros_time_override(Time(seconds=5))
    assert not buffer.can_transform('foo', 'bar', STAMP)


def test_service_of_frames(
    make_spun_node: Callable[..., Node], wait_until: Callable[..., bool]
) -> None:
    node = make_spun_node('frames')
    buffer = Buffer(node=node)
    buffer.set_transform(_transform(), 'test')
    client = node.create_client(FrameGraph, 'tf2_frames')
    assert client.wait_for_service(60.0)
    future = client.call_async(FrameGraph.Request())
    assert wait_until(future.done)
    assert yaml.safe_load(future.result().frame_yaml)['bar']['parent'] == 'foo'
