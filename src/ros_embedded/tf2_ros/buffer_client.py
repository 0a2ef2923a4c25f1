# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Transforms of a buffer in another process."""

from __future__ import annotations

import time as system_time
from collections.abc import Callable
from threading import Event
from typing import Any

from geometry_msgs.msg import TransformStamped
from rclpy.action import ActionClient
from rclpy.duration import Duration
from rclpy.node import Node
from rclpy.task import Future
from rclpy.time import Time
from tf2_msgs.action import LookupTransform
from tf2_msgs.msg import TF2Error
from tf2_py import (
    ConnectivityException,
    ExtrapolationException,
    InvalidArgumentException,
    LookupException,
    TimeoutException,
    TransformException,
)
from tf2_py.buffer_core import nanoseconds

from tf2_ros.buffer_interface import NO_TIMEOUT, BufferInterface

_ERRORS = {
    TF2Error.LOOKUP_ERROR: LookupException,
    TF2Error.CONNECTIVITY_ERROR: ConnectivityException,
    TF2Error.EXTRAPOLATION_ERROR: ExtrapolationException,
    TF2Error.INVALID_ARGUMENT_ERROR: InvalidArgumentException,
    TF2Error.TIMEOUT_ERROR: TimeoutException,
}
_TIMEOUT_PADDING = Duration(seconds=2.0)


class BufferClient(BufferInterface):
    """Asks a server of transforms, an action of type tf2_msgs/action/LookupTransform."""

    def __init__(
        self,
        node: Node,
        ns: str,
        check_frequency: float = 10.0,
        timeout_padding: Duration = _TIMEOUT_PADDING,
    ) -> None:
        """
        Create a client; another thread must spin the node.

        :param ns: name of the action.
        :param check_frequency: kept for its name; answers wake the caller at once.
        :param timeout_padding: how long to wait for the server beyond the timeout of a lookup.
        """
        super().__init__()
        self.node = node
        self.action_client = ActionClient(node, LookupTransform, action_name=ns)
        self.check_frequency = check_frequency
        self.timeout_padding = timeout_padding

    def lookup_transform(
        self,
        target_frame: str,
        source_frame: str,
        time: Time,
        timeout: Duration = NO_TIMEOUT,
    ) -> TransformStamped:
        """
        Return the transform that maps points of the source frame to the target frame.

        :raises TimeoutException: when the server is not there or does not answer.
        :raises TransformException: what the server raised.
        """
        goal = LookupTransform.Goal(
            target_frame=target_frame,
            source_frame=source_frame,
            source_time=_time_message(time),
            timeout=timeout.to_msg(),
            advanced=False,
        )
        return self._process_goal(goal, timeout)

    def lookup_transform_full(
        self,
        target_frame: str,
        target_time: Time,
        source_frame: str,
        source_time: Time,
        fixed_frame: str,
        timeout: Duration = NO_TIMEOUT,
    ) -> TransformStamped:
        """
        Return the transform from the source frame at one time to the target frame at another.

        :param fixed_frame: the frame that is taken not to move between both times.
        Raise what lookup_transform() does.
        """
        goal = LookupTransform.Goal(
            target_frame=target_frame,
            source_frame=source_frame,
            source_time=_time_message(source_time),
            timeout=timeout.to_msg(),
            target_time=_time_message(target_time),
            fixed_frame=fixed_frame,
            advanced=True,
        )
        return self._process_goal(goal, timeout)

    def can_transform(self, *args: Any, **kwargs: Any) -> bool:
        """Tell whether lookup_transform() succeeds with these arguments."""
        return _succeeds(self.lookup_transform, *args, **kwargs)

    def can_transform_full(self, *args: Any, **kwargs: Any) -> bool:
        """Tell whether lookup_transform_full() succeeds with these arguments."""
        return _succeeds(self.lookup_transform_full, *args, **kwargs)

    def _process_goal(self, goal: LookupTransform.Goal, timeout: Duration) -> TransformStamped:
        if not self.action_client.server_is_ready():
            raise TimeoutException('The BufferServer is not ready.')
        allowed_s = (timeout.nanoseconds + self.timeout_padding.nanoseconds) / 1e9
        deadline = system_time.monotonic() + allowed_s
        goal_handle = _result(self.action_client.send_goal_async(goal), deadline)
        if not goal_handle.accepted:
            raise TimeoutException('The BufferServer rejected the LookupTransform goal.')
        result = _result(goal_handle.get_result_async(), deadline).result
        error = result.error
        if error.error != TF2Error.NO_ERROR:
            raise _ERRORS.get(error.error, TransformException)(error.error_string)
        return result.transform


def _succeeds(lookup: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    try:
        lookup(*args, **kwargs)
    except TransformException:
        return False
    return True


def _time_message(time: Any) -> Any:
    return Time(nanoseconds=nanoseconds(time)).to_msg()


def _result(future: Future, deadline: float) -> Any:
    done = Event()
    future.add_done_callback(lambda _: done.set())
    if not done.wait(max(0.0, deadline - system_time.monotonic())):
        raise TimeoutException(
            'The BufferServer did not answer the LookupTransform goal in the specified time; '
            'the node of this client must be spun by another thread'
        )
    return future.result()
