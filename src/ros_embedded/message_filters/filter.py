# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Sources of messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


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
    """Source of the messages of a topic."""

    def __init__(self, node: Any, msg_type: Any, topic: str, **kwargs: Any) -> None:
        """
        Subscribe.

        :param kwargs: keywords of Node.create_subscription(); the default of qos_profile is 10.
        """
        super().__init__()
        self.node = node
        self.topic = topic
        kwargs.setdefault('qos_profile', 10)
        self.sub = node.create_subscription(msg_type, topic, self.callback, **kwargs)

    def callback(self, msg: Any) -> None:
        """Give a message of the topic to all functions."""
        self.signalMessage(msg)

    def getTopic(self) -> str:
        """Return the topic as it was given."""
        return self.topic

    def unsubscribe(self) -> None:
        """End the subscription."""
        self.node.destroy_subscription(self.sub)
