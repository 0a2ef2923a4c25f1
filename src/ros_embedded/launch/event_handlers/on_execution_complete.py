# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""React to the completion of an action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from launch.action import Action
from launch.event_handlers.on_action_event_base import OnActionEventBase
from launch.events import ExecutionComplete


class OnExecutionComplete(OnActionEventBase):
    """React to the completion of an action."""

    def __init__(
        self,
        *,
        target_action: Callable[[Action], bool] | Action | None = None,
        on_completion: Any,
        **kwargs: Any,
    ) -> None:
        """Store whose completion is handled and with what."""
        super().__init__(
            action_matcher=target_action,
            on_event=on_completion,
            target_event_cls=ExecutionComplete,
            target_action_cls=Action,
            **kwargs,
        )
