# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Managed publishers and other entities that are enabled while their node is active."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rclpy.lifecycle import LifecycleNode, SimpleManagedEntity
from std_msgs.msg import String


def test_publisher_is_silent_unless_the_node_is_active(
    context: Any, make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = LifecycleNode('managed', context=context)
    listener = make_node('listener')
    heard: list[str] = []
    listener.create_subscription(String, 'chatter', lambda message: heard.append(message.data), 10)
    executor.add_node(listener)
    publisher = node.create_lifecycle_publisher(String, 'chatter', 10)
    assert spin_until(lambda: publisher.get_subscription_count() == 1)
    publisher.publish(String(data='unconfigured'))
    node.trigger_configure()
    publisher.publish(String(data='inactive'))
    assert not publisher.is_activated
    node.trigger_activate()
    assert publisher.is_activated
    publisher.publish(String(data='active'))
    node.trigger_deactivate()
    publisher.publish(String(data='inactive again'))
    node.trigger_activate()
    publisher.publish(String(data='active again'))
    assert spin_until(lambda: len(heard) >= 2)
    assert heard == ['active', 'active again']
    node.destroy_node()


def test_other_publishers_of_the_node_always_publish(
    context: Any, executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = LifecycleNode('managed', context=context)
    heard: list[str] = []
    node.create_subscription(String, 'chatter', lambda message: heard.append(message.data), 10)
    executor.add_node(node)
    publisher = node.create_publisher(String, 'chatter', 10)
    assert spin_until(lambda: publisher.get_subscription_count() == 1)
    publisher.publish(String(data='unconfigured'))
    assert spin_until(lambda: heard == ['unconfigured'])
    node.destroy_node()


def test_destroyed_publisher_follows_no_longer(context: Any) -> None:
    node = LifecycleNode('managed', context=context)
    publisher = node.create_lifecycle_publisher(String, 'chatter', 10)
    assert node.destroy_lifecycle_publisher(publisher)
    assert not node.destroy_lifecycle_publisher(publisher)
    node.trigger_configure()
    node.trigger_activate()
    assert not publisher.is_activated
    with pytest.raises(TypeError, match="unexpected keyword argument 'publisher_class'"):
        node.create_lifecycle_publisher(String, 'chatter', 10, publisher_class=type(publisher))
    node.destroy_node()


def test_method_only_when_enabled() -> None:
    calls: list[str] = []

    class Lamp(SimpleManagedEntity):
        @SimpleManagedEntity.when_enabled
        def shine(self) -> None:
            calls.append('shine')

        @SimpleManagedEntity.when_enabled(when_not_enabled=lambda: calls.append('dark'))
        def blink(self) -> None:
            calls.append('blink')

    lamp = Lamp()
    lamp.shine()
    lamp.blink()
    lamp.on_activate(None)
    lamp.shine()
    lamp.blink()
    lamp.on_deactivate(None)
    lamp.shine()
    assert calls == ['dark', 'shine', 'blink']
