# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Register an event handler."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.event_handler import BaseEventHandler
from launch.launch_context import LaunchContext
from launch.launch_description_entity import LaunchDescriptionEntity


class RegisterEventHandler(Action):
    """Register an event handler, which answers events from then on."""

    def __init__(self, event_handler: BaseEventHandler, **kwargs: Any) -> None:
        """Store the event handler."""
        super().__init__(**kwargs)
        if not isinstance(event_handler, BaseEventHandler):
            raise TypeError(f"RegisterEventHandler needs an event handler, got '{event_handler}'")
        self.__event_handler = event_handler

    @property
    def event_handler(self) -> BaseEventHandler:
        """Return the event handler."""
        return self.__event_handler

    def describe(self) -> str:
        """Return the description of the event handler."""
        return f'RegisterEventHandler({self.__event_handler.describe()[0]})'

    def describe_conditional_sub_entities(
        self,
    ) -> list[tuple[str, list[LaunchDescriptionEntity]]]:
        """Return the entities of the event handler."""
        description, entities = self.__event_handler.describe()
        return [(f'on event: {description}', entities)] if entities else []

    def execute(self, context: LaunchContext) -> None:
        """Register the event handler."""
        context.register_event_handler(self.__event_handler)
