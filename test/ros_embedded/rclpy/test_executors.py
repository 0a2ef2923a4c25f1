# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Executors, callback groups, tasks and the destruction of what they run."""

from __future__ import annotations

import gc
import random
import signal
import threading
import time
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from rclpy.callback_groups import MutuallyExclusiveCallbackGroup, ReentrantCallbackGroup
from rclpy.executors import (
    ExternalShutdownException,
    MultiThreadedExecutor,
    SingleThreadedExecutor,
)
from rclpy.task import Future
from std_msgs.msg import String

BUSY = """
import rclpy
from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.executors import ExternalShutdownException, MultiThreadedExecutor
rclpy.init()
node = rclpy.create_node('busy')
executor = MultiThreadedExecutor(8)
for _ in range(10):
    node.create_timer(0.0002, lambda: sum(range(100)), ReentrantCallbackGroup())
print('ready', flush=True)
try:
    rclpy.spin(node, executor)
except (KeyboardInterrupt, ExternalShutdownException):
    pass
{end}
"""


@pytest.fixture
def threads(context: Any) -> Any:
    """Return a multi-threaded executor that spins in a thread of its own."""
    executor = MultiThreadedExecutor(4, context=context)
    thread = threading.Thread(target=executor.spin)
    thread.start()
    yield executor
    executor.shutdown()
    thread.join()


def test_mutually_exclusive_callbacks_do_not_overlap(
    make_node: Callable[..., Any], threads: Any
) -> None:
    node = make_node()
    busy = threading.Lock()
    overlaps: list[int] = []
    calls: list[int] = []
    done = threading.Event()

    def work() -> None:
        if not busy.acquire(blocking=False):
            overlaps.append(1)
            return
        threading.Event().wait(0.005)
        busy.release()
        calls.append(1)
        if len(calls) == 10:
            done.set()

    group = MutuallyExclusiveCallbackGroup()
    for _ in range(3):
        node.create_timer(0.001, work, group)
    threads.add_node(node)
    assert done.wait(60.0)
    assert overlaps == []


def test_reentrant_callbacks_overlap(make_node: Callable[..., Any], threads: Any) -> None:
    node = make_node()
    meeting = threading.Barrier(2)
    met = threading.Event()

    def work() -> None:
        if met.is_set():
            return
        meeting.wait(60.0)
        met.set()

    node.create_timer(0.01, work, ReentrantCallbackGroup())
    threads.add_node(node)
    assert met.wait(60.0)


def test_blocked_subscription_gets_its_messages_later(
    make_node: Callable[..., Any], threads: Any
) -> None:
    node = make_node()
    release, entered, done = threading.Event(), threading.Event(), threading.Event()
    received: list[str] = []

    def block() -> None:
        timer.cancel()
        entered.set()
        release.wait(60.0)

    def on_message(message: String) -> None:
        received.append(message.data)
        if len(received) == 3:
            done.set()

    timer = node.create_timer(0.01, block)
    node.create_subscription(String, 'topic', on_message, 10)
    publisher = node.create_publisher(String, 'topic', 10)
    threads.add_node(node)
    assert entered.wait(60.0)
    for number in range(3):
        publisher.publish(String(data=str(number)))
    assert not done.wait(0.1)
    release.set()
    assert done.wait(60.0)
    assert received == ['0', '1', '2']


def test_exception_of_a_callback_reaches_spin(make_node: Callable[..., Any], context: Any) -> None:
    def fail() -> None:
        raise ValueError('broken callback')

    for executor in (
        SingleThreadedExecutor(context=context),
        MultiThreadedExecutor(context=context),
    ):
        node = make_node()
        node.create_timer(0.001, fail)
        executor.add_node(node)
        with pytest.raises(ValueError, match='broken callback'):
            executor.spin()
        node.destroy_node()
        executor.shutdown()


def test_tasks_and_coroutines(executor: Any) -> None:
    gate = Future()

    async def wait_for_gate(factor: int) -> int:
        return factor * await gate

    task = executor.create_task(wait_for_gate, 3)
    executor.spin_once(timeout_sec=0.0)
    assert not task.done()
    executor.create_task(gate.set_result, 5)
    executor.spin_until_future_complete(task, timeout_sec=60.0)
    assert task.result() == 15


def test_spin_until_future_complete_gives_up(executor: Any) -> None:
    future = Future()
    executor.spin_until_future_complete(future, timeout_sec=0.05)
    assert not future.done()


def test_guard_condition_runs_its_callback(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    calls: list[int] = []
    guard = node.create_guard_condition(lambda: calls.append(1))
    thread = threading.Thread(target=guard.trigger)
    thread.start()
    assert spin_until(lambda: calls == [1])
    thread.join()


def test_shutdown_wakes_a_spinning_thread(make_node: Callable[..., Any], context: Any) -> None:
    executor = SingleThreadedExecutor(context=context)
    executor.add_node(make_node())
    raised: list[BaseException] = []

    def spin() -> None:
        try:
            executor.spin()
        except ExternalShutdownException as error:
            raised.append(error)

    thread = threading.Thread(target=spin)
    thread.start()
    context.shutdown()
    thread.join(60.0)
    assert not thread.is_alive()


def test_entities_can_be_destroyed_in_their_own_callbacks(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    calls: list[str] = []

    def once() -> None:
        calls.append('timer')
        node.destroy_timer(timer)

    def on_message(message: String) -> None:
        calls.append(message.data)
        node.destroy_subscription(subscription)

    timer = node.create_timer(0.001, once)
    subscription = node.create_subscription(String, 'topic', on_message, 10)
    publisher = node.create_publisher(String, 'topic', 10)
    publisher.publish(String(data='a'))
    publisher.publish(String(data='b'))
    assert spin_until(lambda: len(calls) == 2)
    spin_until(lambda: False, timeout=0.1)
    assert sorted(calls) == ['a', 'timer']


@pytest.mark.parametrize('order', ['node first', 'context first', 'executor first'])
def test_destruction_in_any_order(order: str) -> None:
    import rclpy
    from rclpy.context import Context
    from rclpy.node import Node

    context = Context()
    rclpy.init(args=[], context=context)
    node = Node('node', context=context)
    executor = SingleThreadedExecutor(context=context)
    executor.add_node(node)
    node.create_timer(0.001, lambda: None)
    executor.spin_once(timeout_sec=1.0)
    steps = {
        'node first': (node.destroy_node, context.shutdown, executor.shutdown),
        'context first': (context.shutdown, executor.shutdown, node.destroy_node),
        'executor first': (executor.shutdown, node.destroy_node, context.shutdown),
    }[order]
    for step in steps:
        step()
    node.destroy_node()
    assert not context.ok()


def test_exception_of_a_coroutine_callback_reaches_spin(
    make_node: Callable[..., Any], executor: Any
) -> None:
    node = make_node()
    gate = Future()

    async def fail_later() -> None:
        timer.cancel()
        await gate
        raise ValueError('broken coroutine')

    timer = node.create_timer(0.001, fail_later)
    executor.add_node(node)
    executor.spin_once(timeout_sec=1.0)
    gate.set_result(None)
    with pytest.raises(ValueError, match='broken coroutine'):
        executor.spin_once(timeout_sec=1.0)


def test_waiting_again_and_again_keeps_nothing(executor: Any) -> None:
    future = Future()
    for _ in range(10):
        executor.spin_once_until_future_complete(future, timeout_sec=0.0)
    assert future._callbacks == []


def test_exception_of_a_callback_in_another_thread_reaches_spin(
    make_node: Callable[..., Any], context: Any
) -> None:
    def fail() -> None:
        raise ZeroDivisionError('in a callback')

    node = make_node()
    node.create_timer(0.01, fail)
    executor = MultiThreadedExecutor(2, context=context)
    executor.add_node(node)
    try:
        with pytest.raises(ZeroDivisionError, match='in a callback'):
            executor.spin()
    finally:
        executor.shutdown()


def test_a_callback_can_spin_its_own_executor(
    make_node: Callable[..., Any], executor: Any, spin_until: Callable[..., bool]
) -> None:
    node = make_node()
    executor.add_node(node)
    future = Future()
    results: list[Any] = []
    group = ReentrantCallbackGroup()

    def outer() -> None:
        timer.cancel()
        executor.spin_until_future_complete(future, timeout_sec=60.0)
        results.append(future.result())

    timer = node.create_timer(0.01, outer, group)
    node.create_timer(0.05, lambda: future.set_result('inner'), group)
    assert spin_until(lambda: results)
    assert results == ['inner']


def test_done_callbacks_run_in_the_executor_and_see_results_and_errors(executor: Any) -> None:
    seen: list[Any] = []
    good = executor.create_task(lambda: 'result')
    good.add_done_callback(lambda future: seen.append(future.result()))

    async def fail() -> None:
        raise ValueError('in a task')

    bad = executor.create_task(fail)
    with pytest.raises(ValueError, match='in a task'):
        executor.spin_until_future_complete(bad, timeout_sec=60.0)
    assert isinstance(bad.exception(), ValueError)
    for _ in range(3):
        executor.spin_once(timeout_sec=0.0)
    assert seen == ['result']
    good.add_done_callback(lambda future: seen.append('late'))
    executor.spin_once(timeout_sec=0.0)
    assert seen == ['result', 'late']


def test_cancelled_task_goes_no_further(executor: Any) -> None:
    steps: list[int] = []
    gate = Future()

    async def work() -> None:
        steps.append(1)
        await gate
        steps.append(2)

    task = executor.create_task(work)
    executor.spin_once(timeout_sec=0.0)
    task.cancel()
    gate.set_result(None)
    executor.spin_once(timeout_sec=0.0)
    assert task.cancelled()
    assert steps == [1]


def test_nodes_move_between_executors(make_node: Callable[..., Any], context: Any) -> None:
    node = make_node()
    calls: list[int] = []
    node.create_timer(0.001, lambda: calls.append(1))
    with SingleThreadedExecutor(context=context) as first:
        assert first.add_node(node)
        assert not first.add_node(node)
        first.spin_once(timeout_sec=60.0)
        assert node.executor is first
        with SingleThreadedExecutor(context=context) as second:
            node.executor = second
            assert first.get_nodes() == []
            second.spin_once(timeout_sec=60.0)
    assert calls == [1, 1]
    assert node.executor is None


@pytest.mark.parametrize('end', ['', 'executor.shutdown()'])
def test_busy_threads_end_at_an_interrupt(end: str, start_process: Callable[..., Any]) -> None:
    delays = random.Random(0)
    for _ in range(3):
        process = start_process(BUSY.format(end=end))
        assert process.stdout.readline() == 'ready\n'
        time.sleep(delays.uniform(0.0, 0.05))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60.0)
        assert process.returncode in (0, 1, -signal.SIGINT), errors


def test_shutdown_cancels_tasks_that_wait(context: Any) -> None:
    async def work() -> None:
        raise AssertionError('must not run')

    async def after(future: Future) -> None:
        raise AssertionError('must not run')

    executor = SingleThreadedExecutor(context=context)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter('always')
        task = executor.create_task(work)
        task.add_done_callback(after)
        executor.shutdown()
        assert task.cancelled()
        del task
        gc.collect()
    assert [str(warning.message) for warning in told] == []
