# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Say that the tests may begin."""

from __future__ import annotations

from launch.action import Action
from launch.event import Event
from launch.launch_context import LaunchContext


class ReadyToTestEvent(Event):
    """The tests may begin."""

    name = 'launch_testing.ReadyToTest'


class ReadyToTest(Action):
    """Let the tests begin; every test description has one, perhaps in a TimerAction."""

    def execute(self, context: LaunchContext) -> None:
        """Announce it."""
        context.emit_event_sync(ReadyToTestEvent())
