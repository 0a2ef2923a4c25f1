# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Forget an event handler."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.event_handler import BaseEventHandler
from launch.launch_context import LaunchContext


class UnregisterEventHandler(Action):
    """Forget an event handler."""

    def __init__(self, event_handler: BaseEventHandler, **kwargs: Any) -> None:
        """Store the event handler."""
        super().__init__(**kwargs)
        self.__event_handler = event_handler

    @property
    def event_handler(self) -> BaseEventHandler:
        """Return the event handler."""
        return self.__event_handler

    def execute(self, context: LaunchContext) -> None:
        """Forget the event handler; raise ValueError when it is not registered."""
        context.unregister_event_handler(self.__event_handler)
