# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Base class of actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from launch.condition import Condition
from launch.launch_description_entity import LaunchDescriptionEntity

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class Action(LaunchDescriptionEntity):
    """Something a launch does, under an optional condition."""

    def __init__(self, *, condition: Condition | None = None) -> None:
        """Store the condition under which the action is executed."""
        if condition is not None and not isinstance(condition, Condition):
            raise TypeError(
                f'the condition of {type(self).__name__} must be a launch Condition '
                f'(for example IfCondition), got {condition!r}'
            )
        self.__condition = condition

    @property
    def condition(self) -> Condition | None:
        """Return the condition under which the action is executed."""
        return self.__condition

    def visit(self, context: LaunchContext) -> list[LaunchDescriptionEntity] | None:
        """Execute the action if its condition holds, and announce its completion."""
        from launch.events import ExecutionComplete

        if self.__condition is not None and not self.__condition.evaluate(context):
            return None
        entities = self.execute(context)
        event = ExecutionComplete(action=self)
        if context.would_handle_event(event):
            future = self.get_asyncio_future()
            if future is None:
                context.emit_event_sync(event)
            else:
                future.add_done_callback(lambda _: context.emit_event_sync(event))
        if entities is None:
            return None
        return list(entities) if isinstance(entities, Iterable) else [entities]

    def execute(self, context: LaunchContext) -> list[LaunchDescriptionEntity] | None:
        """Do what the action stands for and return further entities to visit."""
        raise NotImplementedError(f'{type(self).__name__} does not implement execute()')
