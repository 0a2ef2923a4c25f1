# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""React to the end of a process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from launch.event_handlers.on_action_event_base import OnActionEventBase
from launch.events.process import ProcessExited


class OnProcessExit(OnActionEventBase):
    """React to the end of a process."""

    def __init__(
        self,
        *,
        target_action: Callable[[Any], bool] | Any | None = None,
        on_exit: Any,
        **kwargs: Any,
    ) -> None:
        """Store whose end is handled and with what."""
        from launch.actions.execute_local import ExecuteLocal

        super().__init__(
            action_matcher=target_action,
            on_event=on_exit,
            target_event_cls=ProcessExited,
            target_action_cls=ExecuteLocal,
            **kwargs,
        )
