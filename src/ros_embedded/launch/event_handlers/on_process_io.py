# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""React to the output of a process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from launch.event_handlers.on_action_event_base import OnActionEventBase
from launch.events.process import ProcessIO

if TYPE_CHECKING:
    from launch.some_entities_type import SomeEntitiesType


class OnProcessIO(OnActionEventBase):
    """React to the output of a process."""

    def __init__(
        self,
        *,
        target_action: Callable[[Any], bool] | Any | None = None,
        on_stdin: Callable[[ProcessIO], SomeEntitiesType | None] | None = None,
        on_stdout: Callable[[ProcessIO], SomeEntitiesType | None] | None = None,
        on_stderr: Callable[[ProcessIO], SomeEntitiesType | None] | None = None,
        **kwargs: Any,
    ) -> None:
        """Store whose output is handled and with which functions of the event."""
        from launch.actions.execute_local import ExecuteLocal

        def on_io(event: ProcessIO, context: Any) -> SomeEntitiesType | None:
            if event.from_stdout:
                function = on_stdout
            elif event.from_stderr:
                function = on_stderr
            else:
                function = on_stdin
            return None if function is None else function(event)

        super().__init__(
            action_matcher=target_action,
            on_event=on_io,
            target_event_cls=ProcessIO,
            target_action_cls=ExecuteLocal,
            **kwargs,
        )
