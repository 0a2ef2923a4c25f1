# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Calls of std_srvs/Trigger services from a worker thread."""

from __future__ import annotations

import threading

from rclpy.node import Node
from std_srvs.srv import Trigger


class TriggerError(RuntimeError):
    """Say which service gave no answer or refused, and why."""


class TriggerClient:
    """Call one Trigger service and wait for the answer, outside of the executor's thread."""

    def __init__(self, node: Node, service: str) -> None:
        """Create the client."""
        self.service = service
        self._client = node.create_client(Trigger, service)

    @property
    def is_ready(self) -> bool:
        """Return whether the service is there."""
        return bool(self._client.service_is_ready())

    def call(self, timeout_s: float) -> str:
        """
        Return the message of a successful answer.

        Raise TriggerError when there is none within timeout_s of wall time, or it says no.
        """
        answered = threading.Event()
        future = self._client.call_async(Trigger.Request())
        future.add_done_callback(lambda _: answered.set())
        if not answered.wait(timeout_s):
            self._client.remove_pending_request(future)
            raise TriggerError(f'service {self.service} did not answer within {timeout_s:.0f} s')
        response = future.result()
        if not response.success:
            raise TriggerError(f'service {self.service} refused: {response.message}')
        return str(response.message)
