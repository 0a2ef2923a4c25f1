# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What clients and servers of services have in common."""

from __future__ import annotations

from typing import Any

from rclpy.callback_groups import CallbackGroup
from rclpy.impl.entity import EntityOwner, ReceivingEntity
from rclpy.impl.service_wire import RequestId, decode_with_id
from rclpy.qos import QoSProfile
from ros_embedded.transport import Reader, ReceivedInfo, Writer


class ServiceEntity(ReceivingEntity):
    """One end of a service: a reader of what comes and a writer of what goes."""

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
        """Own a reader and a writer."""
        super().__init__(owner, srv_name, callback_group, reader, writer)
        self._writer = writer
        self.srv_type = srv_type
        self.srv_name = srv_name
        self.qos_profile = qos_profile

    @property
    def service_name(self) -> str:
        """Return the full name of the service, remapping included."""
        return self.srv_name

    def take_message(self, message_type: Any) -> tuple[Any, RequestId, ReceivedInfo] | None:
        """Take a request or response with its identifier and the information on it."""
        taken = self.take_with(lambda data: decode_with_id(data, message_type))
        if taken is None:
            return None
        (message, request_id), info = taken
        return message, request_id, info

    def configure_introspection(self, clock: Any, qos_profile: Any, state: Any) -> None:
        """Raise NotImplementedError: calls are not published as service events."""
        raise NotImplementedError(
            f'configure_introspection is not supported; log in the callback of the {self.KIND} '
            f"of '{self.srv_name}' instead"
        )
