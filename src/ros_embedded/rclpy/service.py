# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Server of a service."""

from __future__ import annotations

from collections.abc import Callable
from inspect import iscoroutine
from typing import Any

from rclpy.callback_groups import CallbackGroup
from rclpy.impl.entity import EntityOwner
from rclpy.impl.service_entity import ServiceEntity
from rclpy.impl.service_wire import RequestId, client_id, encode_with_id
from rclpy.impl.wait_for_match import wait_for_match
from rclpy.qos import QoSProfile
from ros_embedded.transport import Reader, ReceivedInfo, Writer

# A response sent before discovery connected the client's reader would be lost.
_CLIENT_DISCOVERY_TIMEOUT_SEC = 0.1


class Service(ServiceEntity):
    """Server of a service; use Node.create_service() to make one."""

    KIND = 'service'
    RECEIVES = 'request to'

    def __init__(
        self,
        owner: EntityOwner,
        srv_type: Any,
        srv_name: str,
        callback: Callable[[Any, Any], Any],
        qos_profile: QoSProfile,
        callback_group: CallbackGroup,
        reader: Reader,
        writer: Writer,
    ) -> None:
        """Own a reader of requests and a writer of responses."""
        super().__init__(owner, srv_type, srv_name, qos_profile, callback_group, reader, writer)
        self.callback = callback
        self._connected: set[bytes] = set()

    def prepare(self) -> Callable[[], Any] | None:
        """Take a request; return what answers it."""
        taken = self.take_message(self.srv_type.Request)
        if taken is None:
            return None
        request, request_id, info = taken
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
            self._owner.participant,
            self._owner.context,
            {self._writer: 'publication_matched'},
            connected,
            _CLIENT_DISCOVERY_TIMEOUT_SEC,
        ):
            if len(self._connected) > 1000:
                self._connected.clear()
            self._connected.add(client)
