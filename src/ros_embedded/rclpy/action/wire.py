# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The services and topics that make an action."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from rclpy.exceptions import NameValidationException, NoTypeSupportImportedException
from rclpy.impl.service_wire import RequestId
from rclpy.node import Node
from rclpy.service import Service
from ros_embedded.transport import ReceivedInfo

# What follows the name of the action in the names of its services and topics.
SEND_GOAL = '/_action/send_goal'
CANCEL_GOAL = '/_action/cancel_goal'
GET_RESULT = '/_action/get_result'
FEEDBACK = '/_action/feedback'
STATUS = '/_action/status'


def check_is_valid_action_type(action_type: Any) -> None:
    """Raise NoTypeSupportImportedException unless the class is an action."""
    if not hasattr(getattr(action_type, 'Impl', None), 'SendGoalService'):
        raise NoTypeSupportImportedException(
            f'{action_type!r} is no action; use a class such as '
            'example_interfaces.action.Fibonacci'
        )


def resolve_action_name(node: Node, action_name: str) -> str:
    """
    Return the absolute, remapped name of an action.

    :raises ValueError: when the name breaks the rules.
    """
    try:
        return node.resolve_topic_name(action_name)
    except NameValidationException as error:
        raise ValueError(f"'{action_name}' is no name for an action: {error}") from error


class ActionService(Service):
    """Server of one of an action's services; its callback says itself when to answer."""

    callback: Callable[[Any, Callable[[Any], None]], Any]

    def _answer(self, request: Any, request_id: RequestId, info: ReceivedInfo) -> Any:
        return self.callback(request, partial(self._send, request_id=request_id, info=info))
