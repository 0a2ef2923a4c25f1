# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Client of a service."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from rclpy.callback_groups import CallbackGroup
from rclpy.impl.entity import EntityOwner
from rclpy.impl.service_entity import ServiceEntity
from rclpy.impl.service_wire import RequestId, encode_with_id
from rclpy.impl.wait_for_match import wait_for_match
from rclpy.qos import QoSProfile
from rclpy.task import Future
from ros_embedded.transport import Reader, Writer


class Client(ServiceEntity):
    """Client of a service; use Node.create_client() to make one."""

    KIND = 'client'
    RECEIVES = 'response of'

    def __init__(
        self,
        owner: EntityOwner,
        srv_type: Any,
        srv_name: str,
        qos_profile: QoSProfile,
        callback_group: CallbackGroup,
        reader: Reader,
        writer: Writer,
    ) -> None:
        """Own a reader of responses and a writer of requests."""
        super().__init__(owner, srv_type, srv_name, qos_profile, callback_group, reader, writer)
        self._client_id = int.from_bytes(writer.guid[8:], 'little') ^ int.from_bytes(
            writer.guid[:8], 'little'
        )
        self._sequence_number = 0
        self._pending: dict[int, Future] = {}
        self._lock = threading.Lock()

    def prepare(self) -> Callable[[], Any] | None:
        """Take a response; return what completes the future of its request."""
        taken = self.take_message(self.srv_type.Response)
        if taken is None:
            return None
        response, request_id, _ = taken
        if request_id.client != self._client_id:
            return None  # the answer to another client
        with self._lock:
            future = self._pending.pop(request_id.sequence_number, None)
        if future is None:
            return None
        return lambda: future.set_result(response)

    def call(self, request: Any, timeout_sec: float | None = None) -> Any:
        """
        Call the service and return its response, while an executor spins in another thread.

        :raises TypeError: when the request is of another type.
        :raises TimeoutError: when no response came in time.
        """
        event = threading.Event()
        future = self.call_async(request)
        future.add_done_callback(lambda _: event.set())
        if not event.wait(timeout_sec):
            self.remove_pending_request(future)
            raise TimeoutError(f"no response from service '{self.srv_name}' in {timeout_sec} s")
        return future.result()

    def call_async(self, request: Any) -> Future:
        """
        Send a request; return the future of its response.

        :raises TypeError: when the request is of another type.
        """
        if not isinstance(request, self.srv_type.Request):
            raise TypeError(
                f"service '{self.srv_name}' needs a {self.srv_type.Request.__name__}, "
                f'not a {type(request).__name__}'
            )
        self.check_alive()
        future = Future()
        with self._lock:
            self._sequence_number += 1
            number = self._sequence_number
            self._pending[number] = future
        self._writer.write(encode_with_id(request, RequestId(self._client_id, number)))
        future.add_done_callback(self.remove_pending_request)
        return future

    def remove_pending_request(self, future: Future) -> None:
        """Forget a request: its response will be ignored."""
        with self._lock:
            for number, pending in self._pending.items():
                if pending is future:
                    del self._pending[number]
                    break

    def service_is_ready(self) -> bool:
        """Tell whether a server is there."""
        self.check_alive()
        return self._writer.matched_count() > 0 and self._reader.matched_count() > 0

    def wait_for_service(self, timeout_sec: float | None = None) -> bool:
        """Wait until a server is there; return False on timeout or shutdown."""
        return wait_for_match(
            self._owner.participant,
            self._owner.context,
            {self._writer: 'publication_matched', self._reader: 'subscription_matched'},
            self.service_is_ready,
            timeout_sec,
        )
