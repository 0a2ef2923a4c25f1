# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Event handlers: what to execute when a certain event happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from launch.event import Event
from launch.launch_description_entity import LaunchDescriptionEntity

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_entities_type import SomeEntitiesType


class BaseEventHandler:
    """Match events and answer them with entities to visit."""

    def __init__(self, *, matcher: Callable[[Event], bool], handle_once: bool = False) -> None:
        """Store the matcher; with `handle_once` the handler is forgotten after one event."""
        self._matcher = matcher
        self._handle_once = handle_once

    @property
    def handle_once(self) -> bool:
        """Whether only the first matching event is handled."""
        return self._handle_once

    @property
    def handler_description(self) -> str:
        """Tell what the handler does, in words."""
        return '<no description>'

    @property
    def matcher_description(self) -> str:
        """Which events match, in words."""
        return '<no description>'

    def matches(self, event: Event) -> bool:
        """Return whether this handler handles the event."""
        return bool(self._matcher(event))

    def describe(self) -> tuple[str, list[LaunchDescriptionEntity]]:
        """Return a description and the entities that are known beforehand."""
        return (f"{type(self).__name__}(matcher='{self.matcher_description}')", [])

    def handle(self, event: Event, context: LaunchContext) -> SomeEntitiesType | None:
        """Make the event available as `context.locals.event`; subclasses return entities."""
        context.extend_locals({'event': event})
        if self._handle_once:
            context.unregister_event_handler(self)
        return None


class EventHandler(BaseEventHandler):
    """Answer matching events with fixed entities."""

    def __init__(
        self,
        *,
        matcher: Callable[[Event], bool],
        entities: SomeEntitiesType | None = None,
        handle_once: bool = False,
    ) -> None:
        """Store the matcher and the entities visited for each matching event."""
        super().__init__(matcher=matcher, handle_once=handle_once)
        if entities is None:
            self._entities: list[LaunchDescriptionEntity] = []
        elif isinstance(entities, Iterable):
            self._entities = list(entities)
        else:
            self._entities = [entities]

    @property
    def entities(self) -> list[LaunchDescriptionEntity]:
        """Return the entities visited for each matching event."""
        return self._entities

    def describe(self) -> tuple[str, list[LaunchDescriptionEntity]]:
        """Return a description and the entities."""
        return (super().describe()[0], self._entities)

    def handle(self, event: Event, context: LaunchContext) -> SomeEntitiesType | None:
        """Return the entities to visit."""
        super().handle(event, context)
        return self._entities
