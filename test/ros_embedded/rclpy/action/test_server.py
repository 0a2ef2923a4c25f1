# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Servers of actions: accepting, executing, canceling and ending goals."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from action_msgs.msg import GoalInfo, GoalStatus
from action_msgs.srv import CancelGoal
from builtin_interfaces.msg import Time
from example_interfaces.action import Fibonacci
from rclpy.action import ActionClient, ActionServer, CancelResponse, GoalResponse
from rclpy.exceptions import NoTypeSupportImportedException, RCLError
from std_srvs.srv import Trigger
from unique_identifier_msgs.msg import UUID


def count(goal_handle: Any) -> Any:
    """Succeed with the numbers below the goal's order."""
    goal_handle.succeed()
    return Fibonacci.Result(sequence=range(goal_handle.request.order))


class Waiting:
    """Execute callback that holds goals until they are released or canceled."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.goals: dict[int, Any] = {}
        self.futures: dict[int, Any] = {}

    async def __call__(self, goal_handle: Any) -> Any:
        """Wait for the end of the goal that the test decides on."""
        from rclpy.task import Future

        order = goal_handle.request.order
        self.futures[order] = Future()
        self.goals[order] = goal_handle
        end = await self.futures[order]
        end(goal_handle)
        return Fibonacci.Result(sequence=[order])


@pytest.fixture
def waiting() -> Any:
    """Return an execute callback whose goals the test ends."""
    holder = Waiting()

    async def execute(goal_handle: Any) -> Any:
        return await holder(goal_handle)

    holder.execute = execute
    return holder


def test_goal_runs_to_its_result(serve: Any, client: Any, result_of: Any) -> None:
    serve(count)
    assert client.wait_for_server(timeout_sec=60.0)
    goal_handle = result_of(client.send_goal_async(Fibonacci.Goal(order=3)))
    assert goal_handle.accepted
    response = result_of(goal_handle.get_result_async())
    assert response.status == GoalStatus.STATUS_SUCCEEDED
    assert list(response.result.sequence) == [0, 1, 2]


def test_several_goals_at_once_each_get_their_own_result(
    serve: Any, client: Any, waiting: Any, result_of: Any, eventually: Any
) -> None:
    serve(waiting.execute)
    assert client.wait_for_server(timeout_sec=60.0)
    handles = [
        result_of(client.send_goal_async(Fibonacci.Goal(order=order))) for order in range(3)
    ]
    futures = [handle.get_result_async() for handle in handles]
    assert eventually(lambda: len(waiting.goals) == 3)
    for order in (2, 0, 1):
        waiting.futures[order].set_result(
            lambda goal: goal.abort() if goal.request.order == 0 else goal.succeed()
        )
    responses = [result_of(future) for future in futures]
    assert [list(response.result.sequence) for response in responses] == [[0], [1], [2]]
    assert [response.status for response in responses] == [
        GoalStatus.STATUS_ABORTED,
        GoalStatus.STATUS_SUCCEEDED,
        GoalStatus.STATUS_SUCCEEDED,
    ]


@pytest.mark.parametrize('asynchronous', [False, True])
def test_goal_callback_rejects(
    serve: Any, client: Any, result_of: Any, asynchronous: bool
) -> None:
    def judge(goal: Any) -> GoalResponse:
        return GoalResponse.ACCEPT if goal.order < 10 else GoalResponse.REJECT

    async def judge_later(goal: Any) -> GoalResponse:
        return judge(goal)

    serve(count, goal_callback=judge_later if asynchronous else judge)
    assert client.wait_for_server(timeout_sec=60.0)
    rejected = result_of(client.send_goal_async(Fibonacci.Goal(order=10)))
    assert not rejected.accepted
    unknown = result_of(rejected.get_result_async())
    assert unknown.status == GoalStatus.STATUS_UNKNOWN
    assert result_of(client.send_goal_async(Fibonacci.Goal(order=9))).accepted


def test_goal_callback_that_returns_something_else_rejects(
    serve: Any, client: Any, result_of: Any
) -> None:
    serve(count, goal_callback=lambda goal: True)
    assert client.wait_for_server(timeout_sec=60.0)
    assert not result_of(client.send_goal_async(Fibonacci.Goal())).accepted


def test_same_identifier_is_rejected_the_second_time(
    serve: Any, client: Any, result_of: Any
) -> None:
    serve(count)
    assert client.wait_for_server(timeout_sec=60.0)
    uuid = UUID(uuid=range(16))
    first = result_of(client.send_goal_async(Fibonacci.Goal(), goal_uuid=uuid))
    second = result_of(client.send_goal_async(Fibonacci.Goal(), goal_uuid=uuid))
    assert first.accepted
    assert first.goal_id == uuid
    assert not second.accepted


def test_accepted_goal_can_be_executed_later_by_another_callback(
    serve: Any, client: Any, result_of: Any, eventually: Any
) -> None:
    queue: list[Any] = []
    serve(count, handle_accepted_callback=queue.append)
    assert client.wait_for_server(timeout_sec=60.0)
    goal_handle = result_of(client.send_goal_async(Fibonacci.Goal(order=2)))
    future = goal_handle.get_result_async()
    assert eventually(lambda: queue)
    assert queue[0].status == GoalStatus.STATUS_ACCEPTED
    assert queue[0].is_active

    def abort(goal: Any) -> Any:
        goal.abort()
        return Fibonacci.Result(sequence=[7])

    queue[0].execute(abort)
    response = result_of(future)
    assert (response.status, list(response.result.sequence)) == (GoalStatus.STATUS_ABORTED, [7])
    assert not queue[0].is_active


def test_goal_without_execute_callback_is_ended_by_a_thread(
    serve: Any, client: Any, result_of: Any
) -> None:
    def work(goal_handle: Any) -> None:
        goal_handle.executing()
        with pytest.raises(TypeError, match='must be a Fibonacci_Result, not a str'):
            goal_handle.succeed('five')
        if goal_handle.request.order:
            goal_handle.succeed(Fibonacci.Result(sequence=[5]))
        else:
            goal_handle.abort()

    serve(
        None,
        handle_accepted_callback=lambda goal: threading.Thread(target=work, args=(goal,)).start(),
    )
    assert client.wait_for_server(timeout_sec=60.0)
    for order, status, sequence in (
        (1, GoalStatus.STATUS_SUCCEEDED, [5]),
        (0, GoalStatus.STATUS_ABORTED, []),
    ):
        goal_handle = result_of(client.send_goal_async(Fibonacci.Goal(order=order)))
        response = result_of(goal_handle.get_result_async())
        assert (response.status, list(response.result.sequence)) == (status, sequence)


def test_server_that_can_do_nothing_says_so(serve: Any, capfd: Any) -> None:
    serve(None)
    assert "'/fibonacci' has neither an execute callback nor one for" in capfd.readouterr().err


def test_result_of_another_type_is_named(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    def execute(goal_handle: Any) -> list[int]:
        goal_handle.succeed()
        return [1, 2]

    node = make_node()
    executor.add_node(node)
    ActionServer(node, Fibonacci, 'fibonacci', execute)
    client = ActionClient(node, Fibonacci, 'fibonacci')
    assert client.wait_for_server(timeout_sec=60.0)
    client.send_goal_async(Fibonacci.Goal())
    with pytest.raises(TypeError, match="'/fibonacci' must be a Fibonacci_Result, not a list"):
        spin_until(lambda: False)


def test_cancel_is_rejected_by_default(
    serve: Any, client: Any, waiting: Any, result_of: Any, eventually: Any
) -> None:
    serve(waiting.execute)
    assert client.wait_for_server(timeout_sec=60.0)
    goal_handle = result_of(client.send_goal_async(Fibonacci.Goal(order=1)))
    assert eventually(lambda: waiting.goals)
    answer = result_of(goal_handle.cancel_goal_async())
    assert answer.return_code == CancelGoal.Response.ERROR_REJECTED
    assert answer.goals_canceling == []
    assert waiting.goals[1].status == GoalStatus.STATUS_EXECUTING
    waiting.futures[1].set_result(lambda goal: goal.succeed())


@pytest.mark.parametrize('asynchronous', [False, True])
def test_cancel(
    serve: Any, client: Any, waiting: Any, result_of: Any, eventually: Any, asynchronous: bool
) -> None:
    async def accept_later(goal_handle: Any) -> CancelResponse:
        return CancelResponse.ACCEPT

    accept = accept_later if asynchronous else lambda goal_handle: CancelResponse.ACCEPT
    serve(waiting.execute, cancel_callback=accept)
    assert client.wait_for_server(timeout_sec=60.0)
    goal_handle = result_of(client.send_goal_async(Fibonacci.Goal(order=1)))
    assert eventually(lambda: waiting.goals)
    answer = result_of(goal_handle.cancel_goal_async())
    assert answer.return_code == CancelGoal.Response.ERROR_NONE
    assert [info.goal_id for info in answer.goals_canceling] == [goal_handle.goal_id]
    assert waiting.goals[1].is_cancel_requested
    assert waiting.goals[1].is_active
    waiting.futures[1].set_result(lambda goal: goal.canceled())
    response = result_of(goal_handle.get_result_async())
    assert response.status == GoalStatus.STATUS_CANCELED
    again = result_of(goal_handle.cancel_goal_async())
    assert again.return_code == CancelGoal.Response.ERROR_GOAL_TERMINATED


def test_cancel_of_an_unknown_goal(serve: Any, client: Any, result_of: Any) -> None:
    serve(count, cancel_callback=lambda goal_handle: CancelResponse.ACCEPT)
    assert client.wait_for_server(timeout_sec=60.0)
    service = client._node.create_client(CancelGoal, '/fibonacci/_action/cancel_goal')
    assert service.wait_for_service(timeout_sec=60.0)
    info = GoalInfo(goal_id=UUID(uuid=[1] * 16))
    answer = result_of(service.call_async(CancelGoal.Request(goal_info=info)))
    assert answer.return_code == CancelGoal.Response.ERROR_UNKNOWN_GOAL_ID


def test_cancel_of_all_goals_and_of_those_before_a_time(
    serve: Any, client: Any, waiting: Any, result_of: Any, eventually: Any
) -> None:
    serve(waiting.execute, cancel_callback=lambda goal_handle: CancelResponse.ACCEPT)
    assert client.wait_for_server(timeout_sec=60.0)
    handles = [
        result_of(client.send_goal_async(Fibonacci.Goal(order=order))) for order in range(3)
    ]
    assert eventually(lambda: len(waiting.goals) == 3)
    service = client._node.create_client(CancelGoal, '/fibonacci/_action/cancel_goal')
    assert service.wait_for_service(timeout_sec=60.0)
    before = CancelGoal.Request(goal_info=GoalInfo(stamp=handles[1].stamp))
    answer = result_of(service.call_async(before))
    assert [info.goal_id for info in answer.goals_canceling] == [
        handle.goal_id for handle in handles[:2]
    ]
    answer = result_of(service.call_async(CancelGoal.Request()))
    assert [info.goal_id for info in answer.goals_canceling] == [handles[2].goal_id]
    for future in waiting.futures.values():
        future.set_result(lambda goal: goal.canceled())


def test_goal_canceled_before_it_executes_is_given_to_the_callback(
    serve: Any, client: Any, result_of: Any, eventually: Any
) -> None:
    queue: list[Any] = []

    def execute(goal_handle: Any) -> Any:
        assert goal_handle.is_cancel_requested
        goal_handle.canceled()
        return Fibonacci.Result()

    serve(
        execute,
        handle_accepted_callback=queue.append,
        cancel_callback=lambda goal_handle: CancelResponse.ACCEPT,
    )
    assert client.wait_for_server(timeout_sec=60.0)
    goal_handle = result_of(client.send_goal_async(Fibonacci.Goal()))
    assert eventually(lambda: queue)
    assert len(result_of(goal_handle.cancel_goal_async()).goals_canceling) == 1
    queue[0].execute()
    response = result_of(goal_handle.get_result_async())
    assert response.status == GoalStatus.STATUS_CANCELED


def test_callback_that_fails_or_forgets_the_end_aborts_the_goal(
    serve: Any, client: Any, result_of: Any, capfd: Any
) -> None:
    def execute(goal_handle: Any) -> Any:
        if goal_handle.request.order:
            raise RuntimeError('out of numbers')
        return Fibonacci.Result(sequence=[4])

    serve(execute)
    assert client.wait_for_server(timeout_sec=60.0)
    for order, sequence in ((1, []), (0, [4])):
        goal_handle = result_of(client.send_goal_async(Fibonacci.Goal(order=order)))
        response = result_of(goal_handle.get_result_async())
        assert response.status == GoalStatus.STATUS_ABORTED
        assert list(response.result.sequence) == sequence
    errors = capfd.readouterr().err
    assert "Error raised in execute callback of action '/fibonacci': out of numbers" in errors
    assert 'ended without succeed(), abort() or canceled(): the goal is aborted' in errors


def test_illegal_events_are_errors(serve: Any, client: Any, waiting: Any, result_of: Any) -> None:
    queue: list[Any] = []
    serve(waiting.execute, handle_accepted_callback=queue.append)
    assert client.wait_for_server(timeout_sec=60.0)
    result_of(client.send_goal_async(Fibonacci.Goal()))
    with pytest.raises(RCLError, match='event SUCCEED is not allowed for a goal that is ACCEPTED'):
        queue[0].succeed()
    queue[0].execute()
    with pytest.raises(RCLError, match=r'event CANCELED is not allowed .* EXECUTING'):
        queue[0].canceled()
    with pytest.raises(RCLError, match=r'event EXECUTE is not allowed .* EXECUTING'):
        queue[0].execute()


def test_result_is_kept_until_its_time_is_over(
    serve: Any, client: Any, result_of: Any, eventually: Any
) -> None:
    server = serve(count, result_timeout=0.2)
    assert client.wait_for_server(timeout_sec=60.0)
    goal_handle = result_of(client.send_goal_async(Fibonacci.Goal(order=1)))
    tracked = list(server._goal_handles.values())
    assert eventually(lambda: not server._goal_handles)
    response = result_of(goal_handle.get_result_async())
    assert response.status == GoalStatus.STATUS_UNKNOWN
    assert all(handle.status == GoalStatus.STATUS_UNKNOWN for handle in tracked)


def test_result_can_be_asked_for_twice(serve: Any, client: Any, result_of: Any) -> None:
    serve(count, result_timeout=-1)
    assert client.wait_for_server(timeout_sec=60.0)
    goal_handle = result_of(client.send_goal_async(Fibonacci.Goal(order=2)))
    for _ in range(2):
        response = result_of(goal_handle.get_result_async())
        assert list(response.result.sequence) == [0, 1]


def test_wrong_feedback_and_wrong_callbacks_are_refused(
    serve: Any, client: Any, make_node: Callable[..., Any], result_of: Any
) -> None:
    errors: list[str] = []

    def execute(goal_handle: Any) -> Any:
        try:
            goal_handle.publish_feedback('half done')
        except TypeError as error:
            errors.append(str(error))
        goal_handle.succeed()
        return Fibonacci.Result()

    serve(execute)
    assert client.wait_for_server(timeout_sec=60.0)
    goal_handle = result_of(client.send_goal_async(Fibonacci.Goal()))
    result_of(goal_handle.get_result_async())
    assert errors == ["feedback of action '/fibonacci' must be a Fibonacci_Feedback, not a str"]
    node = make_node('other')
    with pytest.raises(TypeError, match='not callable'):
        ActionServer(node, Fibonacci, 'a', 'execute')
    with pytest.raises(NoTypeSupportImportedException, match='is no action'):
        ActionServer(node, Trigger, 'a', count)
    with pytest.raises(ValueError, match="'1nvalid' is no name for an action"):
        ActionServer(node, Fibonacci, '1nvalid', count)


def test_destroyed_server_is_gone_for_clients(serve: Any, client: Any, eventually: Any) -> None:
    server = serve(count)
    assert client.wait_for_server(timeout_sec=60.0)
    server.destroy()
    server.destroy()
    assert eventually(lambda: not client.server_is_ready())
    assert not client.wait_for_server(timeout_sec=0.0)


def test_several_clients_at_once(
    serve: Any, make_node: Callable[..., Any], spinning: Any, result_of: Any
) -> None:
    serve(count)
    clients = []
    for number in range(2):
        node = make_node(f'client_{number}')
        spinning.add_node(node)
        clients.append(ActionClient(node, Fibonacci, 'fibonacci'))
    assert all(each.wait_for_server(timeout_sec=60.0) for each in clients)
    handles = [
        result_of(each.send_goal_async(Fibonacci.Goal(order=number)))
        for number, each in enumerate(clients)
    ]
    lengths = [len(result_of(each.get_result_async()).result.sequence) for each in handles]
    assert lengths == [0, 1]


def test_acceptance_has_the_time_of_the_server(serve: Any, client: Any, result_of: Any) -> None:
    server = serve(count)
    assert client.wait_for_server(timeout_sec=60.0)
    before = server._node.get_clock().now().to_msg()
    stamp = result_of(client.send_goal_async(Fibonacci.Goal())).stamp
    assert isinstance(stamp, Time)
    assert (stamp.sec, stamp.nanosec) >= (before.sec, before.nanosec)
