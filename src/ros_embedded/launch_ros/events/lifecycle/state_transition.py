# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A node has made a transition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from launch.event import Event

if TYPE_CHECKING:
    from launch_ros.actions import LifecycleNode


class StateTransition(Event):
    """Say that a node has made a transition."""

    name = 'launch_ros.events.lifecycle.StateTransition'

    def __init__(self, *, action: LifecycleNode, msg: Any) -> None:
        """Store the action of the node and the lifecycle_msgs/TransitionEvent."""
        super().__init__()
        self.__action = action
        self.__msg = msg

    @property
    def action(self) -> LifecycleNode:
        """Return the action of the node."""
        return self.__action

    @property
    def msg(self) -> Any:
        """Return the message."""
        return self.__msg

    @property
    def timestamp(self) -> int:
        """Return the time of the transition, ns."""
        return self.__msg.timestamp

    @property
    def transition(self) -> str:
        """Return the name of the transition."""
        return self.__msg.transition.label

    @property
    def start_state(self) -> str:
        """Return the name of the state before."""
        return self.__msg.start_state.label

    @property
    def goal_state(self) -> str:
        """Return the name of the state after."""
        return self.__msg.goal_state.label
