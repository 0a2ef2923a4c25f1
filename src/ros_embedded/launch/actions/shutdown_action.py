# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""End the launch."""

from __future__ import annotations

from typing import Any

from launch.actions.emit_event import EmitEvent
from launch.events import Shutdown as ShutdownEvent
from launch.events.process import ProcessExited
from launch.launch_context import LaunchContext


class Shutdown(EmitEvent):
    """
    End the launch and all its processes.

    It does not make the launch fail: `ros2 launch` still returns 0. A launch file that wants
    another exit code raises an exception instead.
    """

    def __init__(self, *, reason: str = 'reason not given', **kwargs: Any) -> None:
        """Store the reason."""
        super().__init__(event=ShutdownEvent(reason=reason, due_to_sigint=False), **kwargs)

    def execute(self, context: LaunchContext) -> None:
        """Queue the shutdown, and log whose end caused it."""
        import launch.logging

        event = context.get_locals_as_dict().get('event')
        if isinstance(event, ProcessExited):
            launch.logging.get_logger('launch').info(
                f'process[{event.process_name}] was required: shutting down launched system'
            )
        super().execute(context)
