# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Guard condition: wake an executor from any thread and run a callback."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rclpy.callback_groups import CallbackGroup


class GuardCondition:
    """Condition that, once triggered, runs its callback in the executor."""

    def __init__(
        self,
        callback: Callable[[], Any] | None,
        callback_group: CallbackGroup | None,
        context: Any = None,
    ) -> None:
        """Create the condition; use Node.create_guard_condition() instead."""
        from rclpy.utilities import get_default_context

        context = context or get_default_context()
        self._condition = context.session.participant.create_guard_condition()
        self.callback = callback
        self.callback_group = callback_group

    @property
    def wait_handle(self) -> int:
        """Return what an executor waits for."""
        return self._condition.handle

    def prepare(self) -> Callable[[], Any] | None:
        """Return the callback when the condition was triggered, and clear it."""
        return self.callback if self._condition.take() else None

    def trigger(self) -> None:
        """Trigger the condition."""
        self._condition.trigger()

    def destroy(self) -> None:
        """Delete the condition."""
        self._condition.close()
