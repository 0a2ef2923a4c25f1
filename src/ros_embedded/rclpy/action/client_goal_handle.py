# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A goal as its client sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from action_msgs.msg import GoalStatus

from rclpy.task import Future

if TYPE_CHECKING:
    from rclpy.action.client import ActionClient


class ClientGoalHandle:
    """Goal that a server accepted or rejected."""

    def __init__(self, action_client: ActionClient, goal_id: Any, goal_response: Any) -> None:
        """Keep the answer of the server; only ActionClient makes goal handles."""
        self._action_client = action_client
        self._goal_id = goal_id
        self._goal_response = goal_response
        self._status: int = GoalStatus.STATUS_UNKNOWN

    def __eq__(self, other: object) -> bool:
        """Tell whether both are handles of the same goal."""
        return isinstance(other, ClientGoalHandle) and self._goal_id == other.goal_id

    def __hash__(self) -> int:
        """Return a hash of the goal's identifier."""
        return hash(bytes(self._goal_id.uuid))

    def __repr__(self) -> str:
        """Return identifier, acceptance and status."""
        return (
            f'ClientGoalHandle <id={self.goal_id.uuid}, accepted={self.accepted}, '
            f'status={self.status}>'
        )

    @property
    def goal_id(self) -> Any:
        """Return the identifier of the goal (a UUID message)."""
        return self._goal_id

    @property
    def stamp(self) -> Any:
        """Return when the server accepted the goal (a Time message)."""
        return self._goal_response.stamp

    @property
    def accepted(self) -> bool:
        """Tell whether the server accepted the goal."""
        return self._goal_response.accepted

    @property
    def status(self) -> int:
        """Return the last known status: a constant of GoalStatus."""
        return self._status

    def cancel_goal(self) -> Any:
        """Ask to cancel the goal and return the answer, while another thread spins."""
        return self._action_client._cancel_goal(self)

    def cancel_goal_async(self) -> Future:
        """Ask to cancel the goal; return the future of the answer (CancelGoal.Response)."""
        return self._action_client._cancel_goal_async(self)

    def get_result(self) -> Any:
        """Wait for the result and its status, while another thread spins."""
        return self._action_client._get_result(self)

    def get_result_async(self) -> Future:
        """Return the future of the result: a message with the fields status and result."""
        return self._action_client._get_result_async(self)
