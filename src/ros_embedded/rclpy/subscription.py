# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Subscription."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable
from enum import Enum
from functools import partial
from types import TracebackType
from typing import Any

from rclpy.callback_groups import CallbackGroup
from rclpy.event_handler import EventHandler
from rclpy.exceptions import InvalidHandle
from rclpy.qos import QoSProfile
from ros_embedded.interfaces.cdr import CdrError, decode
from ros_embedded.transport import Reader


class Subscription:
    """Subscription of a topic; use Node.create_subscription() to make one."""

    class CallbackType(Enum):
        """What a callback takes."""

        MessageOnly = 0
        WithMessageInfo = 1

    def __init__(
        self,
        reader: Reader,
        msg_type: Any,
        topic: str,
        callback: Callable[..., Any],
        callback_group: CallbackGroup,
        qos_profile: QoSProfile,
        raw: bool,
        event_handlers: list[EventHandler],
        logger: Any,
    ) -> None:
        """Own a reader of the transport."""
        self._reader = reader
        self.msg_type = msg_type
        self.topic = topic
        self.callback_group = callback_group
        self.qos_profile = qos_profile
        self.raw = raw
        self.event_handlers = event_handlers
        self._logger = logger
        self._use: Callable[[memoryview], Any] = (
            bytes if raw else lambda data: decode(data, msg_type)
        )
        self.callback = callback

    @property
    def callback(self) -> Callable[..., Any]:
        """Return the function that gets the messages."""
        return self._callback

    @callback.setter
    def callback(self, value: Callable[..., Any]) -> None:
        self._callback = value
        self._callback_type = Subscription.CallbackType.MessageOnly
        try:
            inspect.signature(value).bind(object())
        except TypeError:
            try:
                inspect.signature(value).bind(object(), object())
                self._callback_type = Subscription.CallbackType.WithMessageInfo
            except TypeError as error:
                raise RuntimeError(
                    f"the callback for '{self.topic}' should take the message, "
                    'or the message and its info'
                ) from error
        except ValueError:
            # A callable from C does not tell its arguments; it gets the message.
            self._callback_type = Subscription.CallbackType.MessageOnly

    @property
    def topic_name(self) -> str:
        """Return the full name of the topic, remapping included."""
        return self.topic

    @property
    def reader(self) -> Reader:
        """Return the reader of the transport."""
        if not self._reader.handle:
            raise InvalidHandle(f"cannot use the subscription of '{self.topic}': it was destroyed")
        return self._reader

    @property
    def wait_handle(self) -> int:
        """Return what an executor waits for."""
        return self._reader.condition

    def prepare(self) -> Callable[[], Any] | None:
        """Take a message; return what calls the callback with it."""
        try:
            taken = self._reader.take(self._use)
        except CdrError as error:
            self._logger.warning(
                f"dropped a malformed message on '{self.topic}': {error}",
                throttle_duration_sec=5.0,
            )
            return None
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
        return self.reader.take(self._use)

    def get_publisher_count(self) -> int:
        """Return how many publishers match."""
        return self.reader.matched_count()

    def destroy(self) -> None:
        """Delete the subscription; use Node.destroy_subscription() instead."""
        self._reader.close()

    def __enter__(self) -> Subscription:
        """Return the subscription."""
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        """Delete the subscription."""
        self.destroy()
