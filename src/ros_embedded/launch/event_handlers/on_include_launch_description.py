# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Visit the launch description of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from launch.event import Event
from launch.event_handler import BaseEventHandler
from launch.events import IncludeLaunchDescription

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_entities_type import SomeEntitiesType


class OnIncludeLaunchDescription(BaseEventHandler):
    """Visit the launch description of an IncludeLaunchDescription event."""

    def __init__(self, **kwargs: Any) -> None:
        """Match IncludeLaunchDescription events."""
        super().__init__(
            matcher=lambda event: isinstance(event, IncludeLaunchDescription), **kwargs
        )

    def handle(self, event: Event, context: LaunchContext) -> SomeEntitiesType | None:
        """Return the description to visit."""
        super().handle(event, context)
        return cast('IncludeLaunchDescription', event).launch_description
