# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The event that an action has completed."""

from __future__ import annotations

from launch.action import Action
from launch.event import Event


class ExecutionComplete(Event):
    """Announce that an action has completed."""

    name = 'launch.events.ExecutionComplete'

    def __init__(self, *, action: Action) -> None:
        """Store the action."""
        self.__action = action

    @property
    def action(self) -> Action:
        """Return the action that has completed."""
        return self.__action
