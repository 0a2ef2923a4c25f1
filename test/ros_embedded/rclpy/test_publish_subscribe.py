# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Messages between publishers and subscriptions, within a process and across processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from rclpy.event_handler import PublisherEventCallbacks, SubscriptionEventCallbacks
from rclpy.exceptions import (
    InvalidHandle,
    InvalidTopicNameException,
    NoTypeSupportImportedException,
    RCLError,
)
from rclpy.qos import (
    DurabilityPolicy,
    HistoryPolicy,
    QoSPolicyKind,
    QoSProfile,
    ReliabilityPolicy,
    qos_profile_sensor_data,
)
from rclpy.serialization import deserialize_message, serialize_message
from rclpy.wait_for_message import wait_for_message
from sensor_msgs.msg import Image
from std_msgs.msg import String

TALKER = """
import rclpy
from rclpy.node import Node
from rclpy.executors import ExternalShutdownException
from std_msgs.msg import String
rclpy.init()
node = Node('talker')
publisher = node.create_publisher(String, 'chatter', 10)
node.create_timer(0.02, lambda: publisher.publish(String(data='from another process')))
try:
    rclpy.spin(node)
except (KeyboardInterrupt, ExternalShutdownException):
    pass
"""

LATCHED = """
import rclpy, sys
from rclpy.node import Node
from rclpy.qos import QoSProfile, DurabilityPolicy
from std_msgs.msg import String
rclpy.init()
node = Node('latched')
qos = QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL)
publisher = node.create_publisher(String, 'latched', qos)
publisher.publish(String(data='first'))
publisher.publish(String(data='last'))
print('published')
sys.stdin.readline()
"""


def test_message_arrives_in_the_same_process(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    received: list[String] = []
    node.create_subscription(String, 'topic', received.append, 10)
    publisher = node.create_publisher(String, 'topic', 10)
    assert spin_until(lambda: publisher.get_subscription_count() == 1)
    for number in range(3):
        publisher.publish(String(data=str(number)))
    assert spin_until(lambda: len(received) == 3)
    assert [message.data for message in received] == ['0', '1', '2']


def test_message_arrives_from_another_process(
    make_node: Callable[..., Any],
    executor: Any,
    spin_until: Callable[..., bool],
    start_process: Callable[..., Any],
) -> None:
    node = make_node()
    executor.add_node(node)
    received: list[tuple[String, dict[str, Any]]] = []

    def on_message(message: String, info: dict[str, Any]) -> None:
        received.append((message, info))

    node.create_subscription(String, 'chatter', on_message, 10)
    start_process(TALKER)
    assert spin_until(lambda: received, timeout=60.0)
    message, info = received[0]
    assert message.data == 'from another process'
    assert info['source_timestamp'] > 0


def test_late_subscription_gets_the_last_transient_local_message(
    make_node: Callable[..., Any], start_process: Callable[..., Any]
) -> None:
    process = start_process(LATCHED)
    assert process.stdout.readline() == 'published\n'
    qos = QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL)
    found, message = wait_for_message(
        String, make_node(), 'latched', qos_profile=qos, time_to_wait=60.0
    )
    assert found
    assert message.data == 'last'


@pytest.mark.parametrize(
    ('subscription_qos', 'first'),
    [
        (QoSProfile(depth=1, reliability=ReliabilityPolicy.BEST_EFFORT), 99),
        (QoSProfile(depth=10), 90),
        (QoSProfile(depth=1000), 0),
        (QoSProfile(history=HistoryPolicy.KEEP_ALL), 0),
    ],
)
def test_depth_says_what_a_subscription_that_could_not_run_gets(
    make_node: Callable[..., Any],
    executor: Any,
    spin_until: Callable[..., bool],
    subscription_qos: QoSProfile,
    first: int,
) -> None:
    node = make_node()
    received: list[String] = []
    node.create_subscription(String, 'topic', received.append, subscription_qos)
    publisher = node.create_publisher(String, 'topic', 10)
    assert spin_until(lambda: publisher.get_subscription_count() == 1)
    for number in range(100):
        publisher.publish(String(data=str(number)))
    executor.add_node(node)
    assert spin_until(lambda: received and received[-1].data == '99')
    assert [message.data for message in received] == [str(each) for each in range(first, 100)]


def test_image_survives_the_transport(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    received: list[Image] = []
    node.create_subscription(Image, 'image', received.append, qos_profile_sensor_data)
    publisher = node.create_publisher(Image, 'image', qos_profile_sensor_data)
    assert spin_until(lambda: publisher.get_subscription_count() == 1)
    pixels = np.random.default_rng(0).integers(0, 256, 224 * 224 * 3, np.uint8)
    sent = Image(height=224, width=224, encoding='rgb8', step=672, data=pixels)
    publisher.publish(sent)
    assert spin_until(lambda: received)
    assert received[0] == sent


def test_raw_subscription_gets_bytes_and_publisher_takes_them(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    received: list[bytes] = []
    node.create_subscription(String, 'topic', received.append, 10, raw=True)
    publisher = node.create_publisher(String, 'topic', 10)
    assert spin_until(lambda: publisher.get_subscription_count() == 1)
    publisher.publish(serialize_message(String(data='raw')))
    assert spin_until(lambda: received)
    assert isinstance(received[0], bytes)
    assert deserialize_message(received[0], String) == String(data='raw')


def test_malformed_message_is_dropped_and_the_next_one_arrives(
    make_node: Callable[..., Any],
    executor: Any,
    spin_until: Callable[..., bool],
    capfd: pytest.CaptureFixture[str],
) -> None:
    node = make_node('victim')
    executor.add_node(node)
    received: list[String] = []
    node.create_subscription(String, 'topic', received.append, 10)
    publisher = node.create_publisher(String, 'topic', 10)
    assert spin_until(lambda: publisher.get_subscription_count() == 1)
    publisher.publish(b'\0\1\0\0\xff\xff\xff\x7fabcd')
    publisher.publish(String(data='good'))
    assert spin_until(lambda: received)
    assert [message.data for message in received] == ['good']
    assert "dropped a malformed message on '/topic'" in capfd.readouterr().err


def test_incompatible_qos_is_reported_on_both_sides(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    events: list[tuple[str, Any]] = []
    node.create_subscription(
        String,
        'topic',
        lambda _: None,
        QoSProfile(depth=1, reliability=ReliabilityPolicy.RELIABLE),
        event_callbacks=SubscriptionEventCallbacks(
            incompatible_qos=lambda info: events.append(('subscription', info))
        ),
    )
    publisher = node.create_publisher(
        String,
        'topic',
        QoSProfile(depth=1, reliability=ReliabilityPolicy.BEST_EFFORT),
        event_callbacks=PublisherEventCallbacks(
            incompatible_qos=lambda info: events.append(('publisher', info))
        ),
    )
    assert spin_until(lambda: len(events) == 2)
    assert {side for side, _ in events} == {'publisher', 'subscription'}
    assert all(info.last_policy_kind == QoSPolicyKind.RELIABILITY for _, info in events)
    assert publisher.get_subscription_count() == 0


def test_matched_event_tells_of_subscriptions(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    counts: list[int] = []
    node.create_publisher(
        String,
        'topic',
        10,
        event_callbacks=PublisherEventCallbacks(
            matched=lambda info: counts.append(info.current_count)
        ),
    )
    subscription = node.create_subscription(String, 'topic', lambda _: None, 10)
    assert spin_until(lambda: counts == [1])
    node.destroy_subscription(subscription)
    assert spin_until(lambda: counts == [1, 0])


def test_publishing_the_wrong_thing_is_refused(
    make_node: Callable[..., Any], context: Any
) -> None:
    node = make_node()
    publisher = node.create_publisher(String, 'topic', 10)
    with pytest.raises(TypeError, match="Expected String for '/topic', got Image"):
        publisher.publish(Image())
    with pytest.raises(NoTypeSupportImportedException, match='no message'):
        node.create_publisher(str, 'topic', 10)
    with pytest.raises(InvalidTopicNameException, match='repeated'):
        node.create_publisher(String, 'a//b', 10)
    context.shutdown()
    with pytest.raises(RCLError, match='context is invalid'):
        publisher.publish(String())
    node.destroy_node()
    with pytest.raises(InvalidHandle, match='destroyed'):
        publisher.publish(String())


def test_callback_with_wrong_arguments_is_refused(make_node: Callable[..., Any]) -> None:
    with pytest.raises(RuntimeError, match="callback for '/topic'"):
        make_node().create_subscription(String, 'topic', lambda: None, 10)
