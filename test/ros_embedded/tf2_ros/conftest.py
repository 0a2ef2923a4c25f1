# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Fixtures for tests of tf2_ros: nodes that a thread spins."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
import rclpy
from rclpy.context import Context
from rclpy.executors import ExternalShutdownException, MultiThreadedExecutor
from rclpy.node import Node


@pytest.fixture
def context() -> Iterator[Context]:
    """Return an initialized context without command-line arguments."""
    with rclpy.init(args=[], context=Context()) as manager:
        yield manager.context


@pytest.fixture
def make_spun_node(context: Context) -> Iterator[Callable[..., Node]]:
    """Return a function that makes nodes, all spun by one thread."""
    executor = MultiThreadedExecutor(num_threads=4, context=context)
    nodes: list[Node] = []

    def make(name: str, **kwargs: Any) -> Node:
        nodes.append(Node(name, context=context, **kwargs))
        executor.add_node(nodes[-1])
        return nodes[-1]

    def spin() -> None:
        try:
            executor.spin()
        except ExternalShutdownException:
            return

    thread = Thread(target=spin, daemon=True)
    thread.start()
    yield make
    context.try_shutdown()
    thread.join(10.0)
    executor.shutdown()
    for node in nodes:
        node.destroy_node()


@pytest.fixture
def wait_until() -> Callable[[Callable[[], Any]], bool]:
    """Return a function that waits until a condition is true, at most for a minute."""

    def wait(condition: Callable[[], Any]) -> bool:
        end = time.monotonic() + 60.0
        while not condition() and time.monotonic() < end:
            time.sleep(0.02)
        return bool(condition())

    return wait
