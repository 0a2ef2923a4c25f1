# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""React to the end of the launch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from launch.event import Event
from launch.event_handler import BaseEventHandler
from launch.events import Shutdown

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_entities_type import SomeEntitiesType

    ShutdownReaction = (
        SomeEntitiesType | Callable[[Shutdown, LaunchContext], SomeEntitiesType | None]
    )


class OnShutdown(BaseEventHandler):
    """React to the end of the launch."""

    def __init__(self, *, on_shutdown: ShutdownReaction, **kwargs: Any) -> None:
        """Store the entities, or the function of event and context that returns them."""
        super().__init__(matcher=lambda event: isinstance(event, Shutdown), **kwargs)
        self.__on_shutdown = on_shutdown

    def handle(self, event: Event, context: LaunchContext) -> SomeEntitiesType | None:
        """Return the entities to visit."""
        super().handle(event, context)
        if callable(self.__on_shutdown):
            return self.__on_shutdown(cast('Shutdown', event), context)
        return self.__on_shutdown
