# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Execute actions after some time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from launch.action import Action
from launch.event_handler import EventHandler
from launch.event_handlers import OnShutdown
from launch.events import TimerEvent
from launch.launch_context import LaunchContext
from launch.launch_description_entity import LaunchDescriptionEntity
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.utilities import normalize_to_list_of_substitutions
from launch.utilities.type_utils import normalize_typed_substitution, perform_typed_substitution


class TimerAction(Action):
    """
    Execute actions after a period.

    As in ROS 2 the actions see the locals of the place where the timer was started, and the launch
    configurations that are set when it elapses.
    """

    def __init__(
        self,
        *,
        period: float | SomeSubstitutionsType,
        actions: Iterable[LaunchDescriptionEntity],
        cancel_on_shutdown: bool | SomeSubstitutionsType = True,
        **kwargs: Any,
    ) -> None:
        """Store the period in seconds and the actions."""
        super().__init__(**kwargs)
        self.__period = (
            float(period)
            if isinstance(period, (int, float))
            else normalize_to_list_of_substitutions(period)
        )
        self.__actions = list(actions)
        self.__cancel_on_shutdown = normalize_typed_substitution(cancel_on_shutdown, bool)
        self.__future: asyncio.Future[None] | None = None
        self.__canceled = False

    @property
    def period(self) -> Any:
        """Return the period in seconds."""
        return self.__period

    @property
    def actions(self) -> list[LaunchDescriptionEntity]:
        """Return the actions."""
        return self.__actions

    def describe(self) -> str:
        """Return the period."""
        period = self.__period
        text = (
            ' + '.join(token.describe() for token in period)
            if isinstance(period, list)
            else str(period)
        )
        return f'TimerAction({text})'

    def describe_conditional_sub_entities(
        self,
    ) -> list[tuple[str, list[LaunchDescriptionEntity]]]:
        """Return the actions."""
        return [('after the period', self.__actions)]

    def get_asyncio_future(self) -> asyncio.Future[None] | None:
        """Return the future that is done when the period is over."""
        return self.__future

    def cancel(self) -> None:
        """Cancel the timer; does nothing when it has elapsed."""
        self.__canceled = True
        if self.__future is not None and not self.__future.done():
            self.__future.cancel()

    def execute(self, context: LaunchContext) -> None:
        """Start the timer."""
        if self.__canceled:
            return
        if context.is_shutdown:
            return
        period = perform_typed_substitution(context, self.__period, float)
        captured_locals = context.get_locals_as_dict()
        captured_locals.pop('event', None)
        handler = EventHandler(
            matcher=lambda event: isinstance(event, TimerEvent) and event.timer_action is self,
            entities=[_ExtendLocals(captured_locals), *self.__actions],
            handle_once=True,
        )
        context.register_event_handler(handler)
        self.__future = asyncio.ensure_future(self.__wait(period, context))
        if perform_typed_substitution(context, self.__cancel_on_shutdown, bool):
            context.register_event_handler(OnShutdown(on_shutdown=lambda *_: self.cancel()))

    async def _pass_time(self, period_s: float, context: LaunchContext) -> None:
        """Wait for the time; a subclass may have another clock."""
        await asyncio.sleep(period_s)

    async def __wait(self, period_s: float, context: LaunchContext) -> None:
        await self._pass_time(period_s, context)
        context.emit_event_sync(TimerEvent(timer_action=self))


class _ExtendLocals(Action):
    """Make locals that were captured earlier visible again."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__()
        self.__values = values

    def execute(self, context: LaunchContext) -> None:
        context.extend_locals(self.__values)
