# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Server of an action."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from enum import Enum
from threading import RLock
from typing import Any

from action_msgs.msg import GoalInfo, GoalStatus

from rclpy.action.goal_state import ACTIVE_STATES, CANCELABLE_STATES, GoalEvent
from rclpy.action.server_goal_handle import ServerGoalHandle
from rclpy.action.wire import (
    CANCEL_GOAL,
    FEEDBACK,
    GET_RESULT,
    SEND_GOAL,
    STATUS,
    ActionService,
    check_is_valid_action_type,
    resolve_action_name,
)
from rclpy.callback_groups import CallbackGroup
from rclpy.constants import S_TO_NS
from rclpy.exceptions import RCLError
from rclpy.executors import await_or_execute
from rclpy.node import Node
from rclpy.qos import (
    QoSProfile,
    qos_profile_action_status_default,
    qos_profile_services_default,
)

Respond = Callable[[Any], None]


class GoalResponse(Enum):
    """What a goal callback answers."""

    REJECT = 1
    ACCEPT = 2


class CancelResponse(Enum):
    """What a cancel callback answers."""

    REJECT = 1
    ACCEPT = 2


def default_handle_accepted_callback(goal_handle: ServerGoalHandle) -> None:
    """Execute the goal at once."""
    goal_handle.execute()


def default_goal_callback(goal_request: Any) -> GoalResponse:
    """Accept the goal."""
    return GoalResponse.ACCEPT


def default_cancel_callback(cancel_request: Any) -> CancelResponse:
    """Let the goal go on."""
    return CancelResponse.REJECT


class ActionServer:
    """Server of an action."""

    def __init__(
        self,
        node: Node,
        action_type: Any,
        action_name: str,
        execute_callback: Callable[[ServerGoalHandle], Any] | None = None,
        *,
        callback_group: CallbackGroup | None = None,
        goal_callback: Callable[[Any], Any] | None = default_goal_callback,
        handle_accepted_callback: (
            Callable[[ServerGoalHandle], Any] | None
        ) = default_handle_accepted_callback,
        cancel_callback: Callable[[ServerGoalHandle], Any] | None = default_cancel_callback,
        goal_service_qos_profile: QoSProfile = qos_profile_services_default,
        result_service_qos_profile: QoSProfile = qos_profile_services_default,
        cancel_service_qos_profile: QoSProfile = qos_profile_services_default,
        feedback_pub_qos_profile: QoSProfile = QoSProfile(depth=10),  # noqa: B008
        status_pub_qos_profile: QoSProfile = qos_profile_action_status_default,
        result_timeout: float = 10,
    ) -> None:
        """
        Create a server. Each callback may be a coroutine function.

        :param execute_callback: gets the goal handle, works, ends the goal through the handle and
            returns the result; without it, the callback for accepted goals sees to all that.
        :param goal_callback: gets the goal and returns a GoalResponse; default: accept.
        :param handle_accepted_callback: gets the handle of an accepted goal; default: execute it.
        :param cancel_callback: gets the handle of the goal and returns a CancelResponse; default:
            reject.
        :param result_timeout: how long the result of a goal that ended is kept (s); 0: not at
            all, negative: for ever.
        :raises NoTypeSupportImportedException: when the type is no action.
        :raises ValueError: when the name breaks the rules.
        :raises TypeError: when the execute callback cannot be called.
        """
        check_is_valid_action_type(action_type)
        name = resolve_action_name(node, action_name)
        self.register_handle_accepted_callback(handle_accepted_callback)
        self.register_goal_callback(goal_callback)
        self.register_cancel_callback(cancel_callback)
        self._execute_callback: Callable[[ServerGoalHandle], Any] | None = None
        if execute_callback is not None:
            self.register_execute_callback(execute_callback)
        elif self._handle_accepted_callback is default_handle_accepted_callback:
            node.get_logger().warning(
                f"action '{name}' has neither an execute callback nor one for accepted goals: its "
                'goals will never end'
            )
        self._node = node
        self._action_type = action_type
        self._action_name = name
        self._logger = node.get_logger()
        self._lock = RLock()
        self._goal_handles: dict[bytes, ServerGoalHandle] = {}
        # ROS time (ns) at which the goals ended.
        self._ended: dict[bytes, int] = {}
        self._result_timeout_ns = int(result_timeout * S_TO_NS)
        group = callback_group or node.default_callback_group
        implementation = action_type.Impl
        self._feedback_publisher = node.create_publisher(
            implementation.FeedbackMessage,
            name + FEEDBACK,
            feedback_pub_qos_profile,
            callback_group=group,
        )
        self._status_publisher = node.create_publisher(
            implementation.GoalStatusMessage,
            name + STATUS,
            status_pub_qos_profile,
            callback_group=group,
        )
        self._expire_timer = node.create_timer(0.0, self._expire_goals, group, autostart=False)
        self._services = [
            node.create_service(
                service_type,
                name + suffix,
                callback,
                qos_profile=qos_profile,
                callback_group=group,
                service_class=ActionService,
            )
            for service_type, suffix, callback, qos_profile in (
                (
                    implementation.CancelGoalService,
                    CANCEL_GOAL,
                    self._on_cancel_request,
                    cancel_service_qos_profile,
                ),
                (
                    implementation.GetResultService,
                    GET_RESULT,
                    self._on_result_request,
                    result_service_qos_profile,
                ),
                (
                    implementation.SendGoalService,
                    SEND_GOAL,
                    self._on_goal_request,
                    goal_service_qos_profile,
                ),
            )
        ]

    @property
    def action_type(self) -> Any:
        """Return the class of the action."""
        return self._action_type

    @property
    def action_name(self) -> str:
        """Return the full name of the action, remapping included."""
        return self._action_name

    # Requests ------------------------------------------------------------------------------------

    async def _on_goal_request(self, request: Any, respond: Respond) -> None:
        uuid = bytes(request.goal_id.uuid)
        accepted = False
        if uuid not in self._goal_handles:
            answer = await await_or_execute(self._goal_callback, request.goal)
            if isinstance(answer, GoalResponse):
                accepted = answer is GoalResponse.ACCEPT
            else:
                self._logger.warning(
                    f"rejected a goal of action '{self._action_name}': the goal callback must "
                    f'return a GoalResponse, not {answer!r}'
                )
        stamp = self._node.get_clock().now().to_msg()
        goal_handle = None
        with self._lock:
            # The same identifier may have come twice while the callback thought about it.
            if accepted and uuid not in self._goal_handles:
                info = GoalInfo(goal_id=request.goal_id, stamp=stamp)
                goal_handle = ServerGoalHandle(self, info, request.goal)
                self._goal_handles[uuid] = goal_handle
        respond(
            self._action_type.Impl.SendGoalService.Response(
                accepted=goal_handle is not None, stamp=stamp
            )
        )
        if goal_handle is not None:
            self._publish_status()
            await await_or_execute(self._handle_accepted_callback, goal_handle)

    async def _on_cancel_request(self, request: Any, respond: Respond) -> None:
        response_type = self._action_type.Impl.CancelGoalService.Response
        response = response_type()
        candidates, response.return_code = self._goals_to_cancel(request.goal_info, response_type)
        canceling = []
        for goal_handle in candidates:
            answer = await await_or_execute(self._cancel_callback, goal_handle)
            if answer is not CancelResponse.ACCEPT:
                continue
            try:
                goal_handle._update_state(GoalEvent.CANCEL_GOAL)
            except RCLError:  # it ended while the callback thought about it
                response.return_code = response_type.ERROR_GOAL_TERMINATED
            else:
                canceling.append(goal_handle._goal_info)
        if canceling:
            response.return_code = response_type.ERROR_NONE
        elif candidates and response.return_code == response_type.ERROR_NONE:
            response.return_code = response_type.ERROR_REJECTED
        response.goals_canceling = canceling
        respond(response)

    def _goals_to_cancel(
        self, wanted: Any, response_type: Any
    ) -> tuple[list[ServerGoalHandle], int]:
        """Return the goals that a request names and that can be canceled, and a return code."""
        uuid = bytes(wanted.goal_id.uuid)
        stamp = _nanoseconds(wanted.stamp)
        with self._lock:
            goals = dict(self._goal_handles)
        if any(uuid) and not stamp:
            found = goals.get(uuid)
            if found is None:
                return [], response_type.ERROR_UNKNOWN_GOAL_ID
            if found.status not in CANCELABLE_STATES:
                return [], response_type.ERROR_GOAL_TERMINATED
            return [found], response_type.ERROR_NONE
        # Without an identifier and a time: all goals. With a time: those accepted until then.
        everything = not any(uuid) and not stamp
        return [
            goal
            for key, goal in goals.items()
            if goal.status in CANCELABLE_STATES
            and (everything or key == uuid or _nanoseconds(goal._goal_info.stamp) <= stamp)
        ], response_type.ERROR_NONE

    def _on_result_request(self, request: Any, respond: Respond) -> None:
        goal_handle = self._goal_handles.get(bytes(request.goal_id.uuid))
        if goal_handle is None:
            response_type = self._action_type.Impl.GetResultService.Response
            respond(response_type(status=GoalStatus.STATUS_UNKNOWN))
            return
        goal_handle._result_future.add_done_callback(lambda future: respond(future.result()))

    # What goal handles tell ----------------------------------------------------------------------

    def notify_execute(
        self,
        goal_handle: ServerGoalHandle,
        execute_callback: Callable[[ServerGoalHandle], Any] | None,
    ) -> None:
        """
        Let the executor execute a goal; use ServerGoalHandle.execute() instead.

        :raises RuntimeError: when no executor runs the node.
        """
        callback = execute_callback or self._execute_callback
        if callback is None:
            return
        executor = self._node.executor
        if executor is None:
            raise RuntimeError(
                f"cannot execute a goal of action '{self._action_name}': add the node "
                f"'{self._node.get_fully_qualified_name()}' to an executor first"
            )
        goal_handle._callback_runs = True
        executor.create_task(self._execute_goal, callback, goal_handle)

    async def _execute_goal(
        self, execute_callback: Callable[[ServerGoalHandle], Any], goal_handle: ServerGoalHandle
    ) -> None:
        result = None
        try:
            result = await await_or_execute(execute_callback, goal_handle)
        except Exception as error:
            self._logger.error(
                f"Error raised in execute callback of action '{self._action_name}': {error}\n"
                f'{traceback.format_exc()}'
            )
        if goal_handle.is_active:
            self._logger.warning(
                f"the execute callback of action '{self._action_name}' ended without succeed(), "
                'abort() or canceled(): the goal is aborted'
            )
            goal_handle.abort()
        goal_handle._set_result(result)

    def publish_feedback(self, message: Any) -> None:
        """Publish a feedback message; use ServerGoalHandle.publish_feedback() instead."""
        self._feedback_publisher.publish(message)

    def notify_status(self, goal_handle: ServerGoalHandle) -> None:
        """Publish that the status of a goal changed; plan to forget a goal that ended."""
        self._publish_status()
        if goal_handle.status in ACTIVE_STATES or self._result_timeout_ns < 0:
            return
        with self._lock:
            self._ended[bytes(goal_handle.goal_id.uuid)] = self._now()
            self._plan_expiry()

    def _publish_status(self) -> None:
        with self._lock:
            message = self._action_type.Impl.GoalStatusMessage(
                status_list=[
                    GoalStatus(goal_info=goal._goal_info, status=goal.status)
                    for goal in self._goal_handles.values()
                ]
            )
            self._status_publisher.publish(message)

    def _now(self) -> int:
        return self._node.get_clock().now().nanoseconds

    def _plan_expiry(self) -> None:
        if not self._ended:
            self._expire_timer.cancel()
            return
        remaining = min(self._ended.values()) + self._result_timeout_ns - self._now()
        self._expire_timer.timer_period_ns = max(remaining, 0)
        self._expire_timer.reset()

    def _expire_goals(self) -> None:
        with self._lock:
            oldest = self._now() - self._result_timeout_ns
            for uuid, ended in list(self._ended.items()):
                if ended <= oldest:
                    del self._ended[uuid]
                    self._goal_handles.pop(uuid).destroy()
            self._plan_expiry()

    # Callbacks -----------------------------------------------------------------------------------

    def register_handle_accepted_callback(
        self, handle_accepted_callback: Callable[[ServerGoalHandle], Any] | None
    ) -> None:
        """Replace the callback for accepted goals; None: execute them at once."""
        self._handle_accepted_callback = (
            handle_accepted_callback or default_handle_accepted_callback
        )

    def register_goal_callback(self, goal_callback: Callable[[Any], Any] | None) -> None:
        """Replace the callback that accepts or rejects goals; None: accept all."""
        self._goal_callback = goal_callback or default_goal_callback

    def register_cancel_callback(
        self, cancel_callback: Callable[[ServerGoalHandle], Any] | None
    ) -> None:
        """Replace the callback that accepts or rejects cancelation; None: reject."""
        self._cancel_callback = cancel_callback or default_cancel_callback

    def register_execute_callback(
        self, execute_callback: Callable[[ServerGoalHandle], Any]
    ) -> None:
        """
        Replace the callback that executes goals.

        :raises TypeError: when it cannot be called.
        """
        if not callable(execute_callback):
            raise TypeError(
                f'Failed to register goal execution callback: not callable: {execute_callback!r}'
            )
        self._execute_callback = execute_callback

    def destroy(self) -> None:
        """Delete the server; a second call does nothing."""
        with self._lock:
            for goal_handle in self._goal_handles.values():
                goal_handle.destroy()
            self._goal_handles.clear()
            self._ended.clear()
        for service in self._services:
            self._node.destroy_service(service)
        self._node.destroy_timer(self._expire_timer)
        self._node.destroy_publisher(self._status_publisher)
        self._node.destroy_publisher(self._feedback_publisher)


def _nanoseconds(stamp: Any) -> int:
    return stamp.sec * S_TO_NS + stamp.nanosec
