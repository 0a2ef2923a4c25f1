# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Wait until an endpoint has found its other side."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from rclpy.signals import wake_on_signal
from ros_embedded.transport import Endpoint, Participant


def wait_for_match(
    participant: Participant,
    context: Any,
    endpoints: dict[Endpoint, str],
    matched: Callable[[], bool],
    timeout_sec: float | None,
) -> bool:
    """
    Wait until a condition on endpoints is true; return whether it is.

    :param endpoints: endpoints with the name of the status that tells of their matches.
    :param timeout_sec: at most this long; None or negative: until shutdown.
    """
    if matched():
        return True
    deadline = None
    if timeout_sec is not None and timeout_sec >= 0:
        deadline = time.monotonic() + timeout_sec
    waitset = participant.create_waitset()
    guard = participant.create_guard_condition()
    try:
        wake_on_signal(guard)
        context.on_shutdown(guard.trigger)
        waitset.attach(guard.handle, guard)
        for endpoint, status in endpoints.items():
            endpoint.enable_statuses([status])
            waitset.attach(endpoint.handle, endpoint)
        while not matched() and context.ok():
            remaining = None if deadline is None else deadline - time.monotonic()
            if remaining is not None and remaining <= 0:
                return False
            waitset.wait(None if remaining is None else int(remaining * 1e9))
            guard.take()
            for endpoint, status in endpoints.items():
                endpoint.take_status(status)
        return matched()
    finally:
        waitset.close()
        guard.close()
