# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Ask a node to make a transition."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from launch.event import Event

if TYPE_CHECKING:
    from launch_ros.actions import LifecycleNode


class ChangeState(Event):
    """Ask the nodes that match to make a transition."""

    name = 'launch_ros.events.lifecycle.ChangeState'

    def __init__(
        self, *, lifecycle_node_matcher: Callable[[LifecycleNode], bool], transition_id: int
    ) -> None:
        """Store the matcher and a number of lifecycle_msgs.msg.Transition."""
        super().__init__()
        self.__lifecycle_node_matcher = lifecycle_node_matcher
        self.__transition_id = transition_id

    @property
    def lifecycle_node_matcher(self) -> Callable[[LifecycleNode], bool]:
        """Return the function that tells which nodes are meant."""
        return self.__lifecycle_node_matcher

    @property
    def transition_id(self) -> int:
        """Return the number of the transition."""
        return self.__transition_id
