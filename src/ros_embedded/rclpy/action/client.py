# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Client of an action."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from functools import partial
from inspect import iscoroutine
from threading import Event, RLock
from typing import Any
from weakref import WeakValueDictionary

from action_msgs.msg import GoalInfo, GoalStatus
from unique_identifier_msgs.msg import UUID

from rclpy.action.client_goal_handle import ClientGoalHandle
from rclpy.action.goal_state import ACTIVE_STATES
from rclpy.action.wire import (
    CANCEL_GOAL,
    FEEDBACK,
    GET_RESULT,
    SEND_GOAL,
    STATUS,
    check_is_valid_action_type,
    resolve_action_name,
)
from rclpy.callback_groups import CallbackGroup
from rclpy.impl.wait_for_match import wait_for_match
from rclpy.node import Node
from rclpy.qos import (
    QoSProfile,
    qos_profile_action_status_default,
    qos_profile_services_default,
)
from rclpy.task import Future


class ActionClient:
    """Client of an action."""

    def __init__(
        self,
        node: Node,
        action_type: Any,
        action_name: str,
        *,
        callback_group: CallbackGroup | None = None,
        goal_service_qos_profile: QoSProfile = qos_profile_services_default,
        result_service_qos_profile: QoSProfile = qos_profile_services_default,
        cancel_service_qos_profile: QoSProfile = qos_profile_services_default,
        feedback_sub_qos_profile: QoSProfile = QoSProfile(depth=10),  # noqa: B008
        status_sub_qos_profile: QoSProfile = qos_profile_action_status_default,
    ) -> None:
        """
        Create a client.

        :raises NoTypeSupportImportedException: when the type is no action.
        :raises ValueError: when the name breaks the rules.
        """
        check_is_valid_action_type(action_type)
        name = resolve_action_name(node, action_name)
        self._node = node
        self._action_type = action_type
        self._action_name = name
        self._lock = RLock()
        self._goal_handles: WeakValueDictionary[bytes, ClientGoalHandle] = WeakValueDictionary()
        self._feedback_callbacks: dict[bytes, Callable[[Any], Any]] = {}
        self._last_statuses: dict[bytes, int] = {}
        group = callback_group or node.default_callback_group
        implementation = action_type.Impl
        self._goal_client, self._cancel_client, self._result_client = (
            node.create_client(
                service_type, name + suffix, qos_profile=qos_profile, callback_group=group
            )
            for service_type, suffix, qos_profile in (
                (implementation.SendGoalService, SEND_GOAL, goal_service_qos_profile),
                (implementation.CancelGoalService, CANCEL_GOAL, cancel_service_qos_profile),
                (implementation.GetResultService, GET_RESULT, result_service_qos_profile),
            )
        )
        self._feedback_subscription, self._status_subscription = (
            node.create_subscription(
                message_type, name + suffix, callback, qos_profile, callback_group=group
            )
            for message_type, suffix, callback, qos_profile in (
                (
                    implementation.FeedbackMessage,
                    FEEDBACK,
                    self._on_feedback,
                    feedback_sub_qos_profile,
                ),
                (
                    implementation.GoalStatusMessage,
                    STATUS,
                    self._on_status,
                    status_sub_qos_profile,
                ),
            )
        )

    # Goals ---------------------------------------------------------------------------------------

    def send_goal(self, goal: Any, **kwargs: Any) -> Any:
        """
        Send a goal and return its result and status, while an executor spins in another thread.

        The keyword arguments are those of send_goal_async(). The result of a rejected goal has
        the status unknown.

        :raises TypeError: when the goal is of another type.
        """
        return self._get_result(_wait(self.send_goal_async(goal, **kwargs)))

    def send_goal_async(
        self,
        goal: Any,
        feedback_callback: Callable[[Any], Any] | None = None,
        goal_uuid: Any = None,
    ) -> Future:
        """
        Send a goal; return the future of its ClientGoalHandle, which tells if it was accepted.

        :param feedback_callback: gets the feedback messages of this goal.
        :param goal_uuid: identifier (a UUID message); default: a random one.
        :raises TypeError: when the goal is of another type.
        """
        if not isinstance(goal, self._action_type.Goal):
            raise TypeError(
                f"action '{self._action_name}' needs a {self._action_type.Goal.__name__}, "
                f'not a {type(goal).__name__}'
            )
        goal_id = UUID(uuid=list(uuid.uuid4().bytes)) if goal_uuid is None else goal_uuid
        if feedback_callback is not None:
            self._feedback_callbacks[bytes(goal_id.uuid)] = feedback_callback
        future = Future()
        request = self._action_type.Impl.SendGoalService.Request(goal_id=goal_id, goal=goal)
        response_future = self._goal_client.call_async(request)
        response_future.add_done_callback(partial(self._on_goal_response, goal_id, future))
        return future

    def _on_goal_response(self, goal_id: Any, future: Future, response_future: Future) -> None:
        key = bytes(goal_id.uuid)
        goal_handle = ClientGoalHandle(self, goal_id, response_future.result())
        if not goal_handle.accepted:
            if key not in self._goal_handles:
                self._feedback_callbacks.pop(key, None)
        elif key in self._goal_handles:
            future.set_exception(
                RuntimeError(f'Two goals were accepted with the same ID ({goal_handle})')
            )
            return
        else:
            with self._lock:
                self._goal_handles[key] = goal_handle
                # The status may have come before the answer.
                goal_handle._status = self._last_statuses.get(key, goal_handle.status)
        future.set_result(goal_handle)

    def _cancel_goal(self, goal_handle: ClientGoalHandle) -> Any:
        return _wait(self._cancel_goal_async(goal_handle))

    def _cancel_goal_async(self, goal_handle: ClientGoalHandle) -> Future:
        _check_goal_handle(goal_handle)
        request_type = self._action_type.Impl.CancelGoalService.Request
        return self._cancel_client.call_async(
            request_type(goal_info=GoalInfo(goal_id=goal_handle.goal_id))
        )

    def _get_result(self, goal_handle: ClientGoalHandle) -> Any:
        return _wait(self._get_result_async(goal_handle))

    def _get_result_async(self, goal_handle: ClientGoalHandle) -> Future:
        _check_goal_handle(goal_handle)
        future = Future()
        request_type = self._action_type.Impl.GetResultService.Request
        response_future = self._result_client.call_async(request_type(goal_id=goal_handle.goal_id))
        response_future.add_done_callback(partial(self._on_result, goal_handle, future))
        return future

    def _on_result(
        self, goal_handle: ClientGoalHandle, future: Future, response_future: Future
    ) -> None:
        response = response_future.result()
        # Feedback that came before the result is delivered before it, too.
        while (deliver := self._feedback_subscription.prepare()) is not None:
            pending = deliver()
            if iscoroutine(pending):
                self._node.executor.create_task(pending)
        self._feedback_callbacks.pop(bytes(goal_handle.goal_id.uuid), None)
        if response.status != GoalStatus.STATUS_UNKNOWN:
            goal_handle._status = response.status
        future.set_result(response)

    def _on_feedback(self, message: Any) -> Any:
        callback = self._feedback_callbacks.get(bytes(message.goal_id.uuid))
        return None if callback is None else callback(message)

    def _on_status(self, message: Any) -> None:
        with self._lock:
            self._last_statuses = {
                bytes(each.goal_info.goal_id.uuid): each.status for each in message.status_list
            }
            for key, status in self._last_statuses.items():
                goal_handle = self._goal_handles.get(key)
                if goal_handle is None:
                    continue
                goal_handle._status = status
                if status not in ACTIVE_STATES:
                    del self._goal_handles[key]

    # Server --------------------------------------------------------------------------------------

    def server_is_ready(self) -> bool:
        """Tell whether a server is there."""
        return all(client.service_is_ready() for client in self._clients()) and all(
            subscription.get_publisher_count() > 0 for subscription in self._subscriptions()
        )

    def wait_for_server(self, timeout_sec: float | None = None) -> bool:
        """Wait until a server is there; return False on timeout or shutdown."""
        deadline = None
        if timeout_sec is not None and timeout_sec >= 0:
            deadline = time.monotonic() + timeout_sec

        def remaining() -> float | None:
            return None if deadline is None else max(deadline - time.monotonic(), 0.0)

        while not self.server_is_ready():
            if not all(client.wait_for_service(remaining()) for client in self._clients()):
                return False
            context = self._node.context
            for subscription in self._subscriptions():
                if not wait_for_match(
                    context.session.participant,
                    context,
                    {subscription.reader: 'subscription_matched'},
                    lambda counted=subscription: counted.get_publisher_count() > 0,
                    remaining(),
                ):
                    return False
        return True

    def _clients(self) -> tuple[Any, ...]:
        return self._goal_client, self._cancel_client, self._result_client

    def _subscriptions(self) -> tuple[Any, ...]:
        return self._feedback_subscription, self._status_subscription

    def destroy(self) -> None:
        """Delete the client; a second call does nothing."""
        for client in self._clients():
            self._node.destroy_client(client)
        for subscription in self._subscriptions():
            self._node.destroy_subscription(subscription)


def _check_goal_handle(goal_handle: Any) -> None:
    if not isinstance(goal_handle, ClientGoalHandle):
        raise TypeError(
            f'Expected type ClientGoalHandle but received {type(goal_handle).__name__}'
        )


def _wait(future: Future) -> Any:
    """Return the result of a future that another thread sets."""
    event = Event()
    future.add_done_callback(lambda _: event.set())
    event.wait()
    return future.result()
