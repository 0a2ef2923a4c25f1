# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Clients of actions: sending goals, feedback, status, results, blocking calls."""

from __future__ import annotations

import signal
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from action_msgs.msg import GoalStatus
from example_interfaces.action import Fibonacci
from rclpy.action import ActionClient
from rclpy.executors import SingleThreadedExecutor
from std_srvs.srv import Trigger

SERVER = """
import sys
import time
import rclpy
from example_interfaces.action import Fibonacci
from rclpy.action import ActionServer, CancelResponse
from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.executors import ExternalShutdownException, MultiThreadedExecutor
rclpy.init()
node = rclpy.create_node('remote_server')
def execute(goal_handle):
    feedback = Fibonacci.Feedback(sequence=[0, 1])
    for _ in range(1, goal_handle.request.order):
        feedback.sequence.append(feedback.sequence[-1] + feedback.sequence[-2])
        goal_handle.publish_feedback(feedback)
    while goal_handle.request.order < 0 and not goal_handle.is_cancel_requested:
        time.sleep(0.01)
    if goal_handle.is_cancel_requested:
        goal_handle.canceled()
    else:
        goal_handle.succeed()
    return Fibonacci.Result(sequence=feedback.sequence[:10])
server = ActionServer(
    node, Fibonacci, sys.argv[1], execute,
    callback_group=ReentrantCallbackGroup(),
    cancel_callback=lambda goal_handle: CancelResponse.ACCEPT,
)
print('ready', flush=True)
try:
    rclpy.spin(node, MultiThreadedExecutor(num_threads=4))
except (KeyboardInterrupt, ExternalShutdownException):
    pass
node.destroy_node()
"""


@pytest.fixture
def name() -> str:
    """Return an action name of its own: killed servers of other tests may still be seen."""
    return f'fibonacci_{uuid.uuid4().hex}'


@pytest.fixture
def remote_client(make_node: Callable[..., Any], spinning: Any, name: str) -> ActionClient:
    """Return a client of a server in another process."""
    node = make_node('client')
    spinning.add_node(node)
    return ActionClient(node, Fibonacci, name)


def test_goal_of_another_process_with_all_its_feedback(
    remote_client: Any, name: str, start_process: Callable[..., Any], result_of: Any
) -> None:
    client = remote_client
    assert not client.server_is_ready()
    assert not client.wait_for_server(timeout_sec=0.0)
    start_process(SERVER, name)
    assert client.wait_for_server(timeout_sec=60.0)
    feedback: list[Any] = []
    future = client.send_goal_async(Fibonacci.Goal(order=5), feedback_callback=feedback.append)
    goal_handle = result_of(future)
    response = result_of(goal_handle.get_result_async())
    assert response.status == GoalStatus.STATUS_SUCCEEDED
    assert list(response.result.sequence) == [0, 1, 1, 2, 3, 5]
    assert [len(message.feedback.sequence) for message in feedback] == [3, 4, 5, 6]
    assert all(message.goal_id == goal_handle.goal_id for message in feedback)


def test_blocking_calls_while_another_thread_spins(
    remote_client: Any, name: str, start_process: Callable[..., Any], result_of: Any
) -> None:
    client = remote_client
    start_process(SERVER, name)
    assert client.wait_for_server(timeout_sec=60.0)
    response = client.send_goal(Fibonacci.Goal(order=2))
    assert (response.status, list(response.result.sequence)) == (4, [0, 1, 1])
    goal_handle = result_of(client.send_goal_async(Fibonacci.Goal(order=-1)))
    assert len(goal_handle.cancel_goal().goals_canceling) == 1
    assert goal_handle.get_result().status == GoalStatus.STATUS_CANCELED


def test_server_that_ends_is_noticed_and_one_that_comes_back_serves_again(
    remote_client: Any,
    name: str,
    start_process: Callable[..., Any],
    result_of: Any,
    eventually: Any,
) -> None:
    client = remote_client
    first = start_process(SERVER, name)
    assert client.wait_for_server(timeout_sec=60.0)
    lost = result_of(client.send_goal_async(Fibonacci.Goal(order=-1)))
    future = lost.get_result_async()
    first.send_signal(signal.SIGINT)
    assert eventually(lambda: not client.server_is_ready())
    assert not future.done()
    start_process(SERVER, name)
    assert client.wait_for_server(timeout_sec=60.0)
    assert result_of(lost.get_result_async()).status == GoalStatus.STATUS_UNKNOWN
    assert client.send_goal(Fibonacci.Goal(order=1)).status == GoalStatus.STATUS_SUCCEEDED


def test_handle_follows_the_status(
    serve: Any, client: Any, result_of: Any, eventually: Any
) -> None:
    queue: list[Any] = []

    def execute(goal_handle: Any) -> Any:
        goal_handle.succeed()
        return Fibonacci.Result()

    serve(execute, handle_accepted_callback=queue.append)
    assert client.wait_for_server(timeout_sec=60.0)
    goal_handle = result_of(client.send_goal_async(Fibonacci.Goal()))
    assert eventually(lambda: goal_handle.status == GoalStatus.STATUS_ACCEPTED)
    queue[0].execute()
    assert eventually(lambda: goal_handle.status == GoalStatus.STATUS_SUCCEEDED)
    assert 'accepted=True, status=4' in repr(goal_handle)


def test_feedback_goes_to_the_callback_of_its_goal_only(
    serve: Any, client: Any, result_of: Any
) -> None:
    def execute(goal_handle: Any) -> Any:
        goal_handle.publish_feedback(Fibonacci.Feedback(sequence=[goal_handle.request.order]))
        goal_handle.succeed()
        return Fibonacci.Result()

    serve(execute)
    assert client.wait_for_server(timeout_sec=60.0)
    heard: dict[int, list[int]] = {1: [], 2: []}

    async def listen_later(message: Any) -> None:
        heard[2].extend(message.feedback.sequence)

    callbacks = {1: lambda message: heard[1].extend(message.feedback.sequence), 2: listen_later}
    for order in (1, 2, 3):
        goal = Fibonacci.Goal(order=order)
        handle = result_of(client.send_goal_async(goal, callbacks.get(order)))
        result_of(handle.get_result_async())
    assert heard == {1: [1], 2: [2]}


def test_wrong_arguments_are_refused(client: Any, make_node: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match="'/fibonacci' needs a Fibonacci_Goal, not a Trigger_Requ"):
        client.send_goal_async(Trigger.Request())
    with pytest.raises(TypeError, match='needs a Fibonacci_Goal'):
        client.send_goal(Trigger.Request())
    with pytest.raises(TypeError, match='Expected type ClientGoalHandle but received str'):
        client._get_result_async('goal')
    with pytest.raises(ValueError, match="'a b' is no name for an action"):
        ActionClient(make_node('other'), Fibonacci, 'a b')


def test_goal_within_a_coroutine_of_the_same_executor(
    serve: Any, client: Any, spinning: Any, result_of: Any
) -> None:
    def execute(goal_handle: Any) -> Any:
        goal_handle.succeed()
        return Fibonacci.Result(sequence=[8])

    serve(execute)
    assert client.wait_for_server(timeout_sec=60.0)

    async def ask() -> Any:
        goal_handle = await client.send_goal_async(Fibonacci.Goal())
        return await goal_handle.get_result_async()

    assert list(result_of(spinning.create_task(ask)).result.sequence) == [8]


def test_client_with_a_remapped_action_and_destruction_in_any_order(
    context: Any, make_node: Callable[..., Any]
) -> None:
    node = make_node('client', cli_args=['--ros-args', '-r', 'fibonacci:=numbers/count'])
    client = ActionClient(node, Fibonacci, 'fibonacci')
    names = dict(node.get_client_names_and_types_by_node('client', '/'))
    assert '/numbers/count/_action/send_goal' in names
    executor = SingleThreadedExecutor(context=context)
    executor.add_node(node)
    node.destroy_node()
    client.destroy()
    client.destroy()
    executor.shutdown()
