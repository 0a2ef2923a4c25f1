# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Subscription."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any

from rclpy.callback_groups import CallbackGroup
from rclpy.event_handler import SubscriptionEventCallbacks
from rclpy.impl.entity import EntityOwner, ReceivingEntity
from rclpy.qos import QoSProfile
from ros_embedded.interfaces.cdr import decode
from ros_embedded.transport import Reader


class Subscription(ReceivingEntity):
    """Subscription of a topic; use Node.create_subscription() to make one."""

    KIND = 'subscription'
    RECEIVES = 'message on'

    class CallbackType(Enum):
        """What a callback takes."""

        MessageOnly = 0
        WithMessageInfo = 1

    def __init__(
        self,
        owner: EntityOwner,
        msg_type: Any,
        topic: str,
        callback: Callable[..., Any],
        qos_profile: QoSProfile,
        callback_group: CallbackGroup,
        event_callbacks: SubscriptionEventCallbacks,
        raw: bool,
        reader: Reader,
    ) -> None:
        """Own a reader of the transport."""
        super().__init__(owner, topic, callback_group, reader)
        self.msg_type = msg_type
        self.topic = topic
        self.qos_profile = qos_profile
        self.raw = raw
        self._use: Callable[[memoryview], Any] = (
            bytes if raw else lambda data: decode(data, msg_type)
        )
        self.callback = callback
        self.event_handlers = event_callbacks.create_event_handlers(
            callback_group, reader, topic, owner.logger
        )

    @property
    def callback(self) -> Callable[..., Any]:
        """Return the function that gets the messages."""
        return self._callback

    @callback.setter
    def callback(self, value: Callable[..., Any]) -> None:
        self._callback_type = Subscription.callback_type(value, self.topic)
        self._callback = value

    @staticmethod
    def callback_type(callback: Callable[..., Any], topic: str) -> CallbackType:
        """
        Return whether a callback takes the message alone or with its info.

        :raises RuntimeError: when it takes neither one argument nor two.
        """
        try:
            signature = inspect.signature(callback)
        except ValueError:
            # A callable from C does not tell its arguments; it gets the message.
            return Subscription.CallbackType.MessageOnly
        for kind, arguments in (
            (Subscription.CallbackType.MessageOnly, (None,)),
            (Subscription.CallbackType.WithMessageInfo, (None, None)),
        ):
            try:
                signature.bind(*arguments)
            except TypeError:
                continue
            return kind
        raise RuntimeError(
            f"the callback for '{topic}' should take the message, or the message and its info"
        )

    @property
    def topic_name(self) -> str:
        """Return the full name of the topic, remapping included."""
        return self.topic

    @property
    def reader(self) -> Reader:
        """Return the reader of the transport."""
        self.check_alive()
        return self._reader

    def prepare(self) -> Callable[[], Any] | None:
        """Take a message; return what calls the callback with it."""
        taken = self.take_with(self._use)
        if taken is None:
            return None
        message, info = taken
        if self._callback_type is Subscription.CallbackType.MessageOnly:
            return partial(self._callback, message)
        details = {
            'source_timestamp': info.source_timestamp_ns,
            'received_timestamp': time.time_ns(),
            'publication_sequence_number': None,
            'reception_sequence_number': None,
        }
        return partial(self._callback, message, details)

    def take(self) -> tuple[Any, Any] | None:
        """Take the oldest waiting message with its info; return None when none waits."""
        self.check_alive()
        return self.take_with(self._use)

    def get_publisher_count(self) -> int:
        """Return how many publishers match."""
        return self.reader.matched_count()
