# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Handle the transitions of nodes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from launch.event import Event
from launch.event_handler import EventHandler

from launch_ros.events.lifecycle import StateTransition

if TYPE_CHECKING:
    from launch.some_entities_type import SomeEntitiesType

    from launch_ros.actions import LifecycleNode


class OnStateTransition(EventHandler):
    """Execute entities when a node makes a transition."""

    def __init__(
        self,
        *,
        entities: SomeEntitiesType,
        target_lifecycle_node: LifecycleNode | None = None,
        transition: str | None = None,
        start_state: str | None = None,
        goal_state: str | None = None,
        matcher: Callable[[Event], bool] | None = None,
        **kwargs: Any,
    ) -> None:
        """Store the entities and which transitions are meant; None means any."""
        wanted = {
            'action': target_lifecycle_node,
            'transition': transition,
            'start_state': start_state,
            'goal_state': goal_state,
        }

        def matches(event: Event) -> bool:
            return isinstance(event, StateTransition) and all(
                value is None or getattr(event, name) == value for name, value in wanted.items()
            )

        super().__init__(matcher=matcher or matches, entities=entities, **kwargs)
