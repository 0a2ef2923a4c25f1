# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Wait for one message of a topic."""

from __future__ import annotations

import time
from typing import Any

from rclpy.qos import QoSProfile
from rclpy.signals import wake_on_signal


def wait_for_message(
    msg_type: Any,
    node: Any,
    topic: str,
    *,
    qos_profile: QoSProfile | int = 1,
    time_to_wait: float = -1,
) -> tuple[bool, Any]:
    """
    Wait for the next message of a topic, without an executor.

    :param time_to_wait: at most this long (s); negative: until shutdown.
    Return whether there was one, and the message (None without).
    """
    context = node.context
    participant = context.session.participant
    subscription = node.create_subscription(msg_type, topic, lambda _: None, qos_profile)
    waitset = participant.create_waitset()
    guard = participant.create_guard_condition()
    try:
        wake_on_signal(guard)
        context.on_shutdown(guard.trigger)
        waitset.attach(guard.handle, guard)
        waitset.attach(subscription.wait_handle, subscription)
        deadline = time.monotonic() + time_to_wait
        while context.ok():
            taken = subscription.take()
            if taken is not None:
                return True, taken[0]
            remaining = deadline - time.monotonic()
            if time_to_wait >= 0 and remaining <= 0:
                break
            waitset.wait(int(remaining * 1e9) if time_to_wait >= 0 else None)
            guard.take()
        return False, None
    finally:
        waitset.close()
        guard.close()
        node.destroy_subscription(subscription)
