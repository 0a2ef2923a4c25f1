# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Emit an event."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.event import Event
from launch.launch_context import LaunchContext


class EmitEvent(Action):
    """Emit an event."""

    def __init__(self, *, event: Event, **kwargs: Any) -> None:
        """Store the event."""
        super().__init__(**kwargs)
        if not isinstance(event, Event):
            raise TypeError(f"EmitEvent needs an Event, got '{event}'")
        self.__event = event

    @property
    def event(self) -> Event:
        """Return the event."""
        return self.__event

    def describe(self) -> str:
        """Return the name of the event."""
        return f'EmitEvent({self.__event.name})'

    def execute(self, context: LaunchContext) -> None:
        """Queue the event."""
        context.emit_event_sync(self.__event)
