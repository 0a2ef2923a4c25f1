# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Transforms from a server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from geometry_msgs.msg import TransformStamped
from rclpy.action import ActionServer
from rclpy.node import Node
from rclpy.time import Time
from tf2_msgs.action import LookupTransform
from tf2_msgs.msg import TF2Error
from tf2_ros import Buffer, BufferClient, LookupException, TimeoutException


def _serve(node: Node, buffer: Buffer) -> ActionServer:
    """Answer as tf2_ros' buffer_server does."""

    def execute(handle: Any) -> LookupTransform.Result:
        goal, result = handle.request, LookupTransform.Result()
        try:
            if goal.advanced:
                result.transform = buffer.lookup_transform_full(
                    goal.target_frame,
                    goal.target_time,
                    goal.source_frame,
                    goal.source_time,
                    goal.fixed_frame,
                )
            else:
                result.transform = buffer.lookup_transform(
                    goal.target_frame, goal.source_frame, goal.source_time
                )
        except LookupException as error:
            result.error = TF2Error(error=TF2Error.LOOKUP_ERROR, error_string=str(error))
        handle.succeed()
        return result

    return ActionServer(node, LookupTransform, 'lookup', execute)


def test_asks_the_server(make_spun_node: Callable[..., Node]) -> None:
    buffer = Buffer()
    transform = TransformStamped(child_frame_id='b')
    transform.header.frame_id = 'a'
    transform.transform.translation.x = 3.0
    buffer.set_transform_static(transform, 'test')
    client = BufferClient(make_spun_node('client'), 'lookup')
    with pytest.raises(TimeoutException, match='not ready'):
        client.lookup_transform('a', 'b', Time())
    server = _serve(make_spun_node('server'), buffer)
    assert client.action_client.wait_for_server(60.0)
    assert client.lookup_transform('a', 'b', Time(seconds=3)).transform.translation.x == 3.0
    assert client.can_transform_full('b', Time(seconds=1), 'a', Time(seconds=2), 'a')
    assert not client.can_transform('a', 'x', Time())
    with pytest.raises(LookupException, match='"x" passed to'):
        client.lookup_transform('a', 'x', Time())
    server.destroy()
