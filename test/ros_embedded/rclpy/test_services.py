# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Services and clients, within a process and across processes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from example_interfaces.srv import AddTwoInts
from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.exceptions import InvalidHandle
from rclpy.executors import MultiThreadedExecutor
from rclpy.qos import QoSProfile
from rclpy.task import Future
from std_srvs.srv import Trigger

SERVER = """
import rclpy
from rclpy.node import Node
from rclpy.executors import ExternalShutdownException
from example_interfaces.srv import AddTwoInts
rclpy.init()
node = Node('adder')
def add(request, response):
    response.sum = request.a + request.b
    return response
node.create_service(AddTwoInts, '~/add', add)
try:
    rclpy.spin(node)
except (KeyboardInterrupt, ExternalShutdownException):
    pass
"""


def test_call_to_another_process(
    make_node: Callable[..., Any],
    executor: Any,
    spin_until: Callable[..., bool],
    start_process: Callable[..., Any],
) -> None:
    node = make_node()
    executor.add_node(node)
    client = node.create_client(AddTwoInts, '/adder/add')
    assert not client.wait_for_service(timeout_sec=0.0)
    start_process(SERVER)
    assert client.wait_for_service(timeout_sec=60.0)
    futures = [client.call_async(AddTwoInts.Request(a=number, b=40)) for number in range(5)]
    assert spin_until(lambda: all(future.done() for future in futures))
    assert [future.result().sum for future in futures] == [40, 41, 42, 43, 44]


def test_each_client_gets_its_own_answer(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)

    def add(request: Any, response: Any) -> Any:
        response.sum = request.a + request.b
        return response

    node.create_service(AddTwoInts, 'add', add)
    clients = [node.create_client(AddTwoInts, 'add') for _ in range(3)]
    assert all(client.wait_for_service(timeout_sec=60.0) for client in clients)
    futures = [
        client.call_async(AddTwoInts.Request(a=number)) for number, client in enumerate(clients)
    ]
    assert spin_until(lambda: all(future.done() for future in futures))
    assert [future.result().sum for future in futures] == [0, 1, 2]


def test_synchronous_call_while_another_thread_spins(
    make_node: Callable[..., Any], context: Any
) -> None:
    node = make_node()

    def answer(request: Any, response: Any) -> Any:
        response.success, response.message = True, 'done'
        return response

    node.create_service(Trigger, 'go', answer)
    client = node.create_client(Trigger, 'go')
    executor = MultiThreadedExecutor(context=context)
    executor.add_node(node)
    thread = threading.Thread(target=executor.spin)
    thread.start()
    try:
        assert client.wait_for_service(timeout_sec=60.0)
        assert client.call(Trigger.Request(), timeout_sec=60.0).message == 'done'
    finally:
        executor.shutdown()
        thread.join()


def test_coroutine_can_call_a_service_from_a_service(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    group = ReentrantCallbackGroup()
    inner = node.create_client(AddTwoInts, 'inner', callback_group=group)

    def add(request: Any, response: Any) -> Any:
        response.sum = request.a + request.b
        return response

    async def forward(request: Any, response: Any) -> Any:
        return await inner.call_async(request)

    node.create_service(AddTwoInts, 'inner', add, callback_group=group)
    node.create_service(AddTwoInts, 'outer', forward, callback_group=group)
    outer = node.create_client(AddTwoInts, 'outer', callback_group=group)
    assert inner.wait_for_service(timeout_sec=60.0)
    assert outer.wait_for_service(timeout_sec=60.0)
    future = outer.call_async(AddTwoInts.Request(a=1, b=2))
    assert spin_until(future.done)
    assert future.result().sum == 3


def test_call_without_server_times_out(make_node: Callable[..., Any]) -> None:
    client = make_node().create_client(Trigger, 'nobody')
    assert not client.service_is_ready()
    assert not client.wait_for_service(timeout_sec=0.05)
    with pytest.raises(TimeoutError, match="no response from service '/nobody'"):
        client.call(Trigger.Request(), timeout_sec=0.05)


def test_wrong_request_is_refused(make_node: Callable[..., Any]) -> None:
    client = make_node().create_client(Trigger, 'go')
    with pytest.raises(TypeError, match='needs a Trigger_Request, not a AddTwoInts_Request'):
        client.call_async(AddTwoInts.Request())


def test_callback_that_returns_nothing_is_named(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    node.create_service(Trigger, 'forgetful', lambda request, response: None)
    client = node.create_client(Trigger, 'forgetful')
    assert client.wait_for_service(timeout_sec=60.0)
    client.call_async(Trigger.Request())
    with pytest.raises(TypeError, match="'/forgetful' must return a Trigger_Response"):
        spin_until(lambda: False)


def test_many_calls_are_in_flight_and_answers_find_their_requests(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    waiting: list[tuple[int, Any]] = []

    async def later(request: Any, response: Any) -> Any:
        gate = Future()
        waiting.append((request.a, gate))
        await gate
        response.sum = request.a
        return response

    group = ReentrantCallbackGroup()
    qos = QoSProfile(depth=100)
    node.create_service(AddTwoInts, 'slow', later, callback_group=group, qos_profile=qos)
    client = node.create_client(AddTwoInts, 'slow', qos_profile=qos)
    assert client.wait_for_service(timeout_sec=60.0)
    futures = [client.call_async(AddTwoInts.Request(a=number)) for number in range(50)]
    assert spin_until(lambda: len(waiting) == 50)
    assert not any(future.done() for future in futures)
    for _, gate in reversed(waiting):
        gate.set_result(None)
    assert spin_until(lambda: all(future.done() for future in futures))
    assert [future.result().sum for future in futures] == list(range(50))


def test_a_server_that_goes_leaves_its_calls_waiting_until_they_are_removed(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    service = node.create_service(Trigger, 'go', lambda _, response: response)
    client = node.create_client(Trigger, 'go')
    assert client.wait_for_service(timeout_sec=60.0)
    node.destroy_service(service)
    assert spin_until(lambda: not client.service_is_ready())
    future = client.call_async(Trigger.Request())
    executor.spin_until_future_complete(future, timeout_sec=0.1)
    assert not future.done()
    client.remove_pending_request(future)
    node.create_service(Trigger, 'go', lambda _, response: response)
    assert client.wait_for_service(timeout_sec=60.0)
    again = client.call_async(Trigger.Request())
    assert spin_until(again.done)
    node.destroy_client(client)
    with pytest.raises(InvalidHandle, match="client of '/go'"):
        client.call_async(Trigger.Request())


def test_call_from_a_callback_while_other_threads_spin(
    make_node: Callable[..., Any], context: Any
) -> None:
    node = make_node()
    answers: list[Any] = []
    done = threading.Event()
    group = ReentrantCallbackGroup()
    node.create_service(Trigger, 'go', lambda _, response: response, callback_group=group)
    client = node.create_client(Trigger, 'go', callback_group=group)

    def call() -> None:
        timer.cancel()
        answers.append(client.call(Trigger.Request(), timeout_sec=60.0))
        done.set()

    executor = MultiThreadedExecutor(3, context=context)
    executor.add_node(node)
    assert client.wait_for_service(timeout_sec=60.0)
    timer = node.create_timer(0.01, call, callback_group=group)
    thread = threading.Thread(target=executor.spin)
    thread.start()
    try:
        assert done.wait(60.0)
    finally:
        executor.shutdown()
        thread.join()
    assert answers == [Trigger.Response()]
