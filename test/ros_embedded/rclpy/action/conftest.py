# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Fixtures for tests of actions: an executor that spins in a thread, servers, clients."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from example_interfaces.action import Fibonacci
from rclpy.action import ActionClient, ActionServer
from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.context import Context
from rclpy.executors import Executor, MultiThreadedExecutor, SingleThreadedExecutor


@pytest.fixture(params=[SingleThreadedExecutor, MultiThreadedExecutor])
def spinning(request: pytest.FixtureRequest, context: Context) -> Iterator[Executor]:
    """Return an executor, of each kind in turn, that spins in another thread."""
    executor = request.param(context=context)
    thread = threading.Thread(target=executor.spin)
    thread.start()
    yield executor
    executor.shutdown()
    thread.join()


@pytest.fixture
def eventually() -> Callable[..., bool]:
    """Return a function that waits until a condition is true, at most for a minute."""

    def wait(condition: Callable[[], Any], timeout: float = 60.0) -> bool:
        end = time.monotonic() + timeout
        while not condition() and time.monotonic() < end:
            time.sleep(0.005)
        return bool(condition())

    return wait


@pytest.fixture
def result_of(eventually: Callable[..., bool]) -> Callable[[Any], Any]:
    """Return a function that waits for a future and returns its result."""

    def wait(future: Any) -> Any:
        assert eventually(future.done)
        return future.result()

    return wait


@pytest.fixture
def serve(make_node: Callable[..., Any], spinning: Executor) -> Callable[..., ActionServer]:
    """Return a function that starts a server of '/fibonacci'."""

    def start(execute: Callable[..., Any], **kwargs: Any) -> ActionServer:
        node = make_node('server')
        spinning.add_node(node)
        kwargs.setdefault('callback_group', ReentrantCallbackGroup())
        return ActionServer(node, Fibonacci, 'fibonacci', execute, **kwargs)

    return start


@pytest.fixture
def client(make_node: Callable[..., Any], spinning: Executor) -> ActionClient:
    """Return a client of '/fibonacci'."""
    node = make_node('client')
    spinning.add_node(node)
    return ActionClient(node, Fibonacci, 'fibonacci')
