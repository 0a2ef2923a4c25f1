# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A goal as its server sees it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any

from action_msgs.msg import GoalStatus

from rclpy.action.goal_state import ACTIVE_STATES, GoalEvent, next_status
from rclpy.task import Future

if TYPE_CHECKING:
    from rclpy.action.server import ActionServer


class ServerGoalHandle:
    """Accepted goal of an ActionServer."""

    def __init__(self, action_server: ActionServer, goal_info: Any, goal_request: Any) -> None:
        """
        Track a goal that was accepted; only ActionServer makes goal handles.

        :param goal_info: GoalInfo message: identifier and time of acceptance.
        :param goal_request: the goal itself.
        """
        self._action_server = action_server
        self._goal_info = goal_info
        self._goal_request = goal_request
        self._status: int = GoalStatus.STATUS_ACCEPTED
        self._result_future = Future()
        # Whether an execute callback will return the result.
        self._callback_runs = False
        self._destroyed = False
        self._lock = Lock()

    def __eq__(self, other: object) -> bool:
        """Tell whether both are handles of the same goal."""
        return isinstance(other, ServerGoalHandle) and self.goal_id == other.goal_id

    def __hash__(self) -> int:
        """Return a hash of the goal's identifier."""
        return hash(bytes(self.goal_id.uuid))

    @property
    def request(self) -> Any:
        """Return the goal."""
        return self._goal_request

    @property
    def goal_id(self) -> Any:
        """Return the identifier of the goal (a UUID message)."""
        return self._goal_info.goal_id

    @property
    def is_active(self) -> bool:
        """Tell whether the goal has not ended."""
        return self.status in ACTIVE_STATES

    @property
    def is_cancel_requested(self) -> bool:
        """Tell whether the goal is to be canceled."""
        return self.status == GoalStatus.STATUS_CANCELING

    @property
    def status(self) -> int:
        """Return the status: a constant of GoalStatus; unknown once the server forgot the goal."""
        return GoalStatus.STATUS_UNKNOWN if self._destroyed else self._status

    def executing(self) -> None:
        """
        Tell that the goal is being executed, without the execute callback of the server.

        Whoever executes it ends it with succeed(), abort() or canceled() and gives the result
        there. A goal that is to be canceled stays so.

        :raises RCLError: when the goal executes already or has ended.
        """
        if not self.is_cancel_requested:
            self._update_state(GoalEvent.EXECUTE)

    def execute(self, execute_callback: Callable[[ServerGoalHandle], Any] | None = None) -> None:
        """
        Let the server's executor execute the goal.

        :param execute_callback: used instead of the server's own.
        :raises RCLError: when the goal executes already or has ended.
        """
        # A goal canceled before its execution is executed all the same: the callback handles it.
        self.executing()
        self._action_server.notify_execute(self, execute_callback)

    def publish_feedback(self, feedback: Any) -> None:
        """
        Send feedback to the client.

        :raises TypeError: when it is not the action's Feedback.
        """
        action_type = self._action_server.action_type
        if not isinstance(feedback, action_type.Feedback):
            raise TypeError(
                f"feedback of action '{self._action_server.action_name}' must be a "
                f'{action_type.Feedback.__name__}, not a {type(feedback).__name__}'
            )
        if not self._destroyed:
            self._action_server.publish_feedback(
                action_type.Impl.FeedbackMessage(goal_id=self.goal_id, feedback=feedback)
            )

    def succeed(self, response: Any = None) -> None:
        """
        End the goal as succeeded.

        :param response: the result; default: what the execute callback returns.
        :raises RCLError: when the goal does not execute.
        """
        self._end(GoalEvent.SUCCEED, response)

    def abort(self, response: Any = None) -> None:
        """
        End the goal as aborted.

        :param response: the result; default: what the execute callback returns.
        :raises RCLError: when the goal does not execute.
        """
        self._end(GoalEvent.ABORT, response)

    def canceled(self, response: Any = None) -> None:
        """
        End the goal as canceled.

        :param response: the result; default: what the execute callback returns.
        :raises RCLError: when nobody asked to cancel it.
        """
        self._end(GoalEvent.CANCELED, response)

    def destroy(self) -> None:
        """Forget the goal; its status is unknown from now on."""
        self._destroyed = True

    def _end(self, event: GoalEvent, response: Any) -> None:
        if response is not None:
            self._check_result(response)
        self._update_state(event)
        if response is not None or not self._callback_runs:
            self._set_result(response)

    def _update_state(self, event: GoalEvent) -> None:
        with self._lock:
            if self._destroyed:
                return
            self._status = next_status(self._status, event)
        self._action_server.notify_status(self)

    def _check_result(self, result: Any) -> None:
        result_type = self._action_server.action_type.Result
        if not isinstance(result, result_type):
            raise TypeError(
                f"the result of action '{self._action_server.action_name}' must be a "
                f'{result_type.__name__}, not a {type(result).__name__}'
            )

    def _set_result(self, result: Any) -> None:
        """Answer all who ask for the result, now and later; None stands for an empty one."""
        action_type = self._action_server.action_type
        if result is None:
            result = action_type.Result()
        self._check_result(result)
        if not self._result_future.done():
            self._result_future.set_result(
                action_type.Impl.GetResultService.Response(status=self._status, result=result)
            )
