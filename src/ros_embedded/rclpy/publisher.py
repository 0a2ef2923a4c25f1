# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Publisher."""

from __future__ import annotations

from typing import Any

from rclpy.callback_groups import CallbackGroup
from rclpy.duration import Duration
from rclpy.event_handler import PublisherEventCallbacks
from rclpy.exceptions import RCLError
from rclpy.impl.entity import Entity, EntityOwner
from rclpy.qos import DurabilityPolicy, QoSProfile
from ros_embedded.interfaces.cdr import encode
from ros_embedded.transport import INFINITY, Writer


class Publisher(Entity):
    """Publisher of a topic; use Node.create_publisher() to make one."""

    KIND = 'publisher'

    def __init__(
        self,
        owner: EntityOwner,
        msg_type: Any,
        topic: str,
        qos_profile: QoSProfile,
        callback_group: CallbackGroup,
        event_callbacks: PublisherEventCallbacks,
        writer: Writer,
    ) -> None:
        """Own a writer of the transport."""
        super().__init__(owner, topic, callback_group, writer)
        self._writer = writer
        self.msg_type = msg_type
        self.topic = topic
        self.qos_profile = qos_profile
        # DDS drops a volatile message that nobody listens to; then it need not be serialized.
        self._volatile = qos_profile.durability != DurabilityPolicy.TRANSIENT_LOCAL
        self.event_handlers = event_callbacks.create_event_handlers(
            callback_group, writer, topic, owner.logger
        )

    @property
    def topic_name(self) -> str:
        """Return the full name of the topic, remapping included."""
        return self.topic

    @property
    def writer(self) -> Writer:
        """Return the writer of the transport."""
        self.check_alive()
        return self._writer

    def publish(self, msg: Any) -> None:
        """
        Send a message, or bytes that are a serialized one.

        :raises TypeError: when it is neither.
        :raises RCLError: when the context was shut down.
        :raises InvalidHandle: when the publisher was destroyed.
        """
        writer = self.writer
        if not self._owner.context.ok():
            raise RCLError("Failed to publish: publisher's context is invalid")
        if isinstance(msg, self.msg_type):
            if self._volatile and not writer.matched_count():
                return
            data = encode(msg)
        elif isinstance(msg, bytes):
            data = msg
        else:
            raise TypeError(
                f"Expected {self.msg_type.__name__} for '{self.topic}', got {type(msg).__name__}"
            )
        if not writer.write(data):
            self._owner.logger.warning(
                f"dropped a message on '{self.topic}': a reliable subscription does not keep up",
                throttle_duration_sec=5.0,
            )

    def get_subscription_count(self) -> int:
        """Return how many subscriptions match."""
        return self.writer.matched_count()

    def assert_liveliness(self) -> None:
        """Show that the publisher is alive (for MANUAL_BY_TOPIC)."""
        self.writer.assert_liveliness()

    def wait_for_all_acked(self, timeout: Duration | None = None) -> bool:
        """Wait until all subscriptions confirmed all messages; return False on timeout."""
        return self.writer.wait_for_acks(INFINITY if timeout is None else timeout.nanoseconds)
