# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Server of a service."""

from __future__ import annotations

from collections.abc import Callable
from inspect import iscoroutine
from types import TracebackType
from typing import Any

from rclpy.callback_groups import CallbackGroup
from rclpy.impl.service_wire import RequestId, client_id, decode_with_id, encode_with_id
from rclpy.impl.wait_for_match import wait_for_match
from rclpy.qos import QoSProfile
from ros_embedded.interfaces.cdr import CdrError
from ros_embedded.transport import Participant, Reader, ReceivedInfo, Writer

# A response sent before discovery connected the client's reader would be lost.
_CLIENT_DISCOVERY_TIMEOUT_SEC = 0.1


class Service:
    """Server of a service; use Node.create_service() to make one."""

    def __init__(
        self,
        participant: Participant,
        reader: Reader,
        writer: Writer,
        srv_type: Any,
        srv_name: str,
        callback: Callable[[Any, Any], Any],
        callback_group: CallbackGroup,
        qos_profile: QoSProfile,
        context: Any,
        logger: Any,
    ) -> None:
        """Own a reader of requests and a writer of responses."""
        self._participant = participant
        self._reader = reader
        self._writer = writer
        self.srv_type = srv_type
        self.srv_name = srv_name
        self.callback = callback
        self.callback_group = callback_group
        self.qos_profile = qos_profile
        self._context = context
        self._logger = logger
        self._connected: set[bytes] = set()

    @property
    def service_name(self) -> str:
        """Return the full name of the service, remapping included."""
        return self.srv_name

    @property
    def wait_handle(self) -> int:
        """Return what an executor waits for."""
        return self._reader.condition

    def prepare(self) -> Callable[[], Any] | None:
        """Take a request; return what answers it."""
        request_type = self.srv_type.Request
        try:
            taken = self._reader.take(lambda data: decode_with_id(data, request_type))
        except CdrError as error:
            self._logger.warning(
                f"dropped a malformed request to '{self.srv_name}': {error}",
                throttle_duration_sec=5.0,
            )
            return None
        if taken is None:
            return None
        (request, request_id), info = taken
        return lambda: self._answer(request, request_id, info)

    def _answer(self, request: Any, request_id: RequestId, info: ReceivedInfo) -> Any:
        result = self.callback(request, self.srv_type.Response())
        if iscoroutine(result):
            return self._answer_later(result, request_id, info)
        self._send(result, request_id, info)
        return None

    async def _answer_later(self, result: Any, request_id: RequestId, info: ReceivedInfo) -> None:
        self._send(await result, request_id, info)

    def _send(self, response: Any, request_id: RequestId, info: ReceivedInfo) -> None:
        if not isinstance(response, self.srv_type.Response):
            raise TypeError(
                f"the callback of service '{self.srv_name}' must return a "
                f'{self.srv_type.Response.__name__}, not a {type(response).__name__}'
            )
        self._wait_for_client(info.writer_handle)
        if self._writer.handle:
            self._writer.write(encode_with_id(response, request_id))

    def _wait_for_client(self, writer_handle: int) -> None:
        client = client_id(self._reader.writer_user_data(writer_handle))
        if not client or client in self._connected:
            return

        def connected() -> bool:
            return any(client_id(data) == client for data in self._writer.matched_user_data())

        if wait_for_match(
            self._participant,
            self._context,
            {self._writer: 'publication_matched'},
            connected,
            _CLIENT_DISCOVERY_TIMEOUT_SEC,
        ):
            if len(self._connected) > 1000:
                self._connected.clear()
            self._connected.add(client)

    def destroy(self) -> None:
        """Delete the server; use Node.destroy_service() instead."""
        self._reader.close()
        self._writer.close()

    def __enter__(self) -> Service:
        """Return the server."""
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        """Delete the server."""
        self.destroy()
