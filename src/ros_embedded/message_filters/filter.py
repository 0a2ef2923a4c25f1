# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Sources of messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rclpy.node import Node
from rclpy.qos import QoSProfile


class SimpleFilter:
    """Source of messages: calls functions with each."""

    def __init__(self) -> None:
        """Create a source without receivers."""
        self.callbacks: dict[int, tuple[Callable[..., Any], tuple[Any, ...]]] = {}

    def registerCallback(self, cb: Callable[..., Any], *args: Any) -> int:
        """Call a function with each message and further arguments; return its number."""
        connection = len(self.callbacks)
        self.callbacks[connection] = (cb, args)
        return connection

    def signalMessage(self, *msg: Any) -> None:
        """Give a message to all functions."""
        for callback, args in list(self.callbacks.values()):
            callback(*msg, *args)


class Subscriber(SimpleFilter):
    """Source of the messages of a topic; has the attributes of its subscription too."""

    def __init__(
        self,
        node: Node,
        msg_type: Any,
        topic: str,
        qos_profile: QoSProfile | int = 10,
        **kwargs: Any,
    ) -> None:
        """
        Subscribe.

        :param kwargs: further keywords of Node.create_subscription().
        """
        super().__init__()
        self.node = node
        self.topic = topic
        self.sub = node.create_subscription(
            msg_type, topic, self.callback, qos_profile=qos_profile, **kwargs
        )

    def callback(self, msg: Any) -> None:
        """Give a message of the topic to all functions."""
        self.signalMessage(msg)

    def getTopic(self) -> str:
        """Return the topic as it was given."""
        return self.topic

    def unsubscribe(self) -> None:
        """End the subscription."""
        self.node.destroy_subscription(self.sub)

    def __getattr__(self, key: str) -> Any:
        """Return an attribute of the subscription."""
        if key == 'sub':
            raise AttributeError('the subscription does not exist yet')
        return getattr(self.sub, key)
