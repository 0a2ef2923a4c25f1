# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The event that a timer has elapsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.event import Event

if TYPE_CHECKING:
    from launch.actions import TimerAction


class TimerEvent(Event):
    """Announce that a timer has elapsed."""

    name = 'launch.events.TimerEvent'

    def __init__(self, *, timer_action: TimerAction) -> None:
        """Store the timer."""
        self.__timer_action = timer_action

    @property
    def timer_action(self) -> TimerAction:
        """Return the timer that has elapsed."""
        return self.__timer_action
