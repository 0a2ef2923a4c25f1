# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What publishers, subscriptions, clients and servers have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from rclpy.callback_groups import CallbackGroup
from rclpy.exceptions import InvalidHandle
from ros_embedded.interfaces.cdr import CdrError
from ros_embedded.transport import Endpoint, Participant, Reader, ReceivedInfo

if TYPE_CHECKING:
    from rclpy.context import Context
    from rclpy.event_handler import EventHandler
    from rclpy.impl.rcutils_logger import RcutilsLogger

T = TypeVar('T')


@dataclass(frozen=True)
class EntityOwner:
    """What an entity needs of its node."""

    participant: Participant
    context: Context
    logger: RcutilsLogger


class Entity:
    """Something that a node makes of readers and writers of the transport."""

    KIND: ClassVar[str]

    def __init__(
        self, owner: EntityOwner, name: str, callback_group: CallbackGroup, *endpoints: Endpoint
    ) -> None:
        """Own endpoints."""
        self._owner = owner
        self._name = name
        self.callback_group = callback_group
        self.endpoints = endpoints
        self.event_handlers: list[EventHandler] = []

    @property
    def logger_name(self) -> str:
        """Return the name of the node's logger."""
        return self._owner.logger.name

    def waitables(self) -> list[Any]:
        """Return what an executor waits for on behalf of this entity."""
        return list(self.event_handlers)

    def check_alive(self) -> None:
        """Raise InvalidHandle when the entity was destroyed."""
        if not all(endpoint.handle for endpoint in self.endpoints):
            raise InvalidHandle(f"cannot use the {self.KIND} of '{self._name}': it was destroyed")

    def destroy(self) -> None:
        """Delete the entity; use the node's destroy methods instead, which also forget it."""
        for endpoint in self.endpoints:
            endpoint.close()

    def __enter__(self: T) -> T:
        """Return the entity."""
        return self

    def __exit__(self, *exc: Any) -> None:
        """Delete the entity."""
        self.destroy()


class ReceivingEntity(Entity):
    """Entity for whose reader an executor waits."""

    RECEIVES: ClassVar[str]

    def __init__(
        self,
        owner: EntityOwner,
        name: str,
        callback_group: CallbackGroup,
        reader: Reader,
        *endpoints: Endpoint,
    ) -> None:
        """Own a reader and other endpoints."""
        super().__init__(owner, name, callback_group, reader, *endpoints)
        self._reader = reader
        self._malformed_count = 0

    def waitables(self) -> list[Any]:
        """Return what an executor waits for on behalf of this entity."""
        return [*self.event_handlers, self]

    @property
    def malformed_count(self) -> int:
        """Return how many messages were dropped because they are none of their type."""
        return self._malformed_count

    @property
    def wait_handle(self) -> int:
        """Return what an executor waits for."""
        return self._reader.condition

    def take_with(self, use: Callable[[memoryview], T]) -> tuple[T, ReceivedInfo] | None:
        """
        Take the oldest waiting message; None when there is none, or it is malformed.

        A malformed message is dropped and counted; only the first one is logged, so that a
        hostile sender cannot flood the log.
        """
        try:
            return self._reader.take(use)
        except CdrError as error:
            self._malformed_count += 1
            if self._malformed_count == 1:
                self._owner.logger.warning(
                    f"dropped a malformed {self.RECEIVES} '{self._name}': {error}; "
                    'more of them will be dropped without a word'
                )
            return None
