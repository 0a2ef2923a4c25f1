# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Events of publishers and subscriptions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rclpy.duration import Duration
from rclpy.event_handler import PublisherEventCallbacks, SubscriptionEventCallbacks
from rclpy.exceptions import UnsupportedEventTypeError
from rclpy.qos import DurabilityPolicy, LivelinessPolicy, QoSProfile
from std_msgs.msg import String


def test_missed_deadlines_are_reported_on_both_sides(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    offered: list[Any] = []
    requested: list[Any] = []
    qos = QoSProfile(depth=1, deadline=Duration(seconds=0.05))
    node.create_subscription(
        String,
        'topic',
        lambda _: None,
        qos,
        event_callbacks=SubscriptionEventCallbacks(deadline=requested.append),
    )
    publisher = node.create_publisher(
        String, 'topic', qos, event_callbacks=PublisherEventCallbacks(deadline=offered.append)
    )
    assert spin_until(lambda: publisher.get_subscription_count() == 1)
    publisher.publish(String())
    assert spin_until(lambda: offered and requested)
    assert offered[0].total_count_change >= 1
    assert requested[0].total_count >= requested[0].total_count_change >= 1


def test_liveliness_changes_with_the_publishers(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    alive: list[int] = []
    lost: list[Any] = []
    qos = QoSProfile(
        depth=1,
        liveliness=LivelinessPolicy.MANUAL_BY_TOPIC,
        liveliness_lease_duration=Duration(seconds=0.2),
    )
    node.create_subscription(
        String,
        'topic',
        lambda _: None,
        qos,
        event_callbacks=SubscriptionEventCallbacks(
            liveliness=lambda info: alive.append(info.alive_count)
        ),
    )
    publisher = node.create_publisher(
        String, 'topic', qos, event_callbacks=PublisherEventCallbacks(liveliness=lost.append)
    )
    assert spin_until(lambda: publisher.get_subscription_count() == 1)
    publisher.assert_liveliness()
    assert spin_until(lambda: 1 in alive)
    assert spin_until(lambda: lost and alive[-1] == 0)
    assert lost[0].total_count >= 1


def test_a_message_older_than_its_lifespan_is_not_delivered(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    latched = DurabilityPolicy.TRANSIENT_LOCAL
    short = QoSProfile(depth=10, durability=latched, lifespan=Duration(seconds=0.05))
    publisher = node.create_publisher(String, 'topic', short)
    publisher.publish(String(data='old'))
    spin_until(lambda: False, timeout=0.2)
    received: list[str] = []
    node.create_subscription(
        String,
        'topic',
        lambda message: received.append(message.data),
        QoSProfile(depth=10, durability=latched),
    )
    assert spin_until(lambda: publisher.get_subscription_count() == 1)

    def received_new() -> bool:
        # On a busy machine one may be too old on arrival.
        publisher.publish(String(data='new'))
        return 'new' in received

    assert spin_until(received_new)
    assert 'old' not in received


def test_an_event_that_the_transport_cannot_tell_is_refused(
    make_node: Callable[..., Any],
) -> None:
    node = make_node()
    with pytest.raises(UnsupportedEventTypeError, match='incompatible_type'):
        node.create_publisher(
            String, 'topic', 1, event_callbacks=PublisherEventCallbacks(incompatible_type=print)
        )
    assert node.count_publishers('topic') == 0
