# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Base class of handlers for events that an action causes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from launch.action import Action
from launch.event import Event
from launch.event_handler import BaseEventHandler
from launch.launch_description_entity import LaunchDescriptionEntity

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_entities_type import SomeEntitiesType


class OnActionEventBase(BaseEventHandler):
    """React to one class of events of one action, of those a predicate accepts, or of all."""

    def __init__(
        self,
        *,
        action_matcher: Callable[[Any], bool] | Action | None,
        on_event: Any,
        target_event_cls: type[Event],
        target_action_cls: type[Action],
        handle_once: bool = False,
    ) -> None:
        """
        Store whose events are handled and with what.

        `on_event` is an entity, a list of entities, or a function of event and context that
        returns them. Raises TypeError for anything else.
        """
        if isinstance(action_matcher, Action):
            if not isinstance(action_matcher, target_action_cls):
                raise TypeError(
                    f'{type(self).__name__} needs an action of type '
                    f'{target_action_cls.__name__}, got {type(action_matcher).__name__}'
                )
        elif action_matcher is not None and not callable(action_matcher):
            raise TypeError(
                f'{type(self).__name__}: the target action must be an action or a predicate, got '
                f"'{action_matcher}'"
            )
        self.__action_matcher = action_matcher
        self.__target_event_cls = target_event_cls
        self.__function: Callable[[Any, LaunchContext], Any] | None = None
        self.__entities: list[LaunchDescriptionEntity] = []
        if isinstance(on_event, LaunchDescriptionEntity):
            self.__entities = [on_event]
        elif callable(on_event):
            self.__function = on_event
        elif isinstance(on_event, Iterable):
            self.__entities = list(on_event)
        else:
            raise TypeError(
                f'{type(self).__name__} needs a function, an entity or a list of entities, '
                f"got '{on_event}'"
            )
        for entity in self.__entities:
            if not isinstance(entity, LaunchDescriptionEntity):
                raise TypeError(
                    f"{type(self).__name__}: '{entity}' is no launch description entity"
                )
        super().__init__(matcher=self.__matches_event, handle_once=handle_once)

    def __matches_event(self, event: Event) -> bool:
        if not isinstance(event, self.__target_event_cls):
            return False
        matcher = self.__action_matcher
        if matcher is None:
            return True
        action = event.action  # type: ignore[attr-defined]
        return action is matcher if isinstance(matcher, Action) else bool(matcher(action))

    def handle(self, event: Event, context: LaunchContext) -> SomeEntitiesType | None:
        """Return the entities to visit."""
        super().handle(event, context)
        if self.__function is not None:
            return self.__function(event, context)
        return self.__entities

    def describe(self) -> tuple[str, list[LaunchDescriptionEntity]]:
        """Return a description and the entities that are known beforehand."""
        return (super().describe()[0], self.__entities)

    @property
    def handler_description(self) -> str:
        """Tell what the handler does, in words."""
        if self.__function is not None:
            return f'{self.__function}'
        return '<actions>'

    @property
    def matcher_description(self) -> str:
        """Which events match, in words."""
        target = 'any action' if self.__action_matcher is None else f'{self.__action_matcher}'
        return f'{self.__target_event_cls.__name__} of {target}'
