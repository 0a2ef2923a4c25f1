# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Transforms over topics."""

from __future__ import annotations

from collections.abc import Callable

import rclpy
from geometry_msgs.msg import TransformStamped
from rclpy.context import Context
from rclpy.duration import Duration
from rclpy.node import Node
from rclpy.time import Time
from tf2_msgs.msg import TFMessage
from tf2_ros import (
    Buffer,
    StaticTransformBroadcaster,
    StaticTransformListener,
    TransformBroadcaster,
    TransformListener,
)

NOW = Time()
LONG = Duration(seconds=60)


def _transform(parent: str, child: str, x: float = 1.0) -> TransformStamped:
    message = TransformStamped(child_frame_id=child)
    message.header.frame_id = parent
    message.header.stamp.sec = 7
    message.transform.translation.x = x
    return message


def test_sent_transforms_arrive(
    make_spun_node: Callable[..., Node], wait_until: Callable[..., bool]
) -> None:
    node = make_spun_node('both')
    buffer = Buffer()
    listener = TransformListener(buffer, node)
    broadcaster = TransformBroadcaster(node)
    assert wait_until(lambda: node.count_subscribers('/tf'))
    broadcaster.sendTransform(_transform('a', 'b'))
    broadcaster.sendTransform([_transform('b', 'c'), _transform('c', 'd')])
    found = buffer.lookup_transform('a', 'd', NOW, LONG)
    assert found.transform.translation.x == 3.0
    assert found.header.stamp.sec == 7
    listener.unregister()
    assert wait_until(lambda: not node.count_subscribers('/tf'))


def test_who_comes_late_gets_all_static_transforms(make_spun_node: Callable[..., Node]) -> None:
    broadcaster = StaticTransformBroadcaster(make_spun_node('sender'))
    broadcaster.sendTransform(_transform('a', 'b'))
    broadcaster.sendTransform(_transform('b', 'c'))
    broadcaster.sendTransform(_transform('a', 'b', 5.0))
    buffer = Buffer()
    StaticTransformListener(buffer, make_spun_node('late'))
    assert buffer.lookup_transform('a', 'c', NOW, LONG).transform.translation.x == 6.0


def test_a_thread_of_its_own(context: Context, wait_until: Callable[..., bool]) -> None:
    node = Node('quiet', context=context)
    buffer = Buffer()
    listener = TransformListener(buffer, node, spin_thread=True, tf_topic='/left/tf')
    publisher = node.create_publisher(TFMessage, '/left/tf', 10)
    assert wait_until(lambda: node.count_subscribers('/left/tf'))
    publisher.publish(TFMessage(transforms=[_transform('a', 'b')]))
    assert buffer.can_transform('a', 'b', NOW, LONG)
    listener.unregister()
    assert not listener.dedicated_listener_thread.is_alive()
    node.destroy_node()


def test_waiting_in_a_callback_of_the_same_node(
    make_spun_node: Callable[..., Node], wait_until: Callable[..., bool]
) -> None:
    node = make_spun_node('waits')
    buffer = Buffer()
    TransformListener(buffer, node)
    broadcaster = TransformBroadcaster(node)
    found: list[TransformStamped] = []

    async def look() -> None:
        timer.cancel()
        found.append(await buffer.lookup_transform_async('a', 'b', NOW))

    timer = node.create_timer(0.01, look)
    assert wait_until(lambda: timer.is_canceled())
    broadcaster.sendTransform(_transform('a', 'b'))
    assert wait_until(lambda: found)
    assert found[0].child_frame_id == 'b'


def test_own_node() -> None:
    rclpy.init(args=[])
    try:
        listener = TransformListener(Buffer(), None, spin_thread=True)
        assert listener.node.get_name().startswith('transform_listener_impl_')
        listener.unregister()
    finally:
        rclpy.try_shutdown()
