# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Fixtures for tests of rclpy: a context of its own, nodes, other processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import rclpy
from rclpy.context import Context
from rclpy.executors import Executor, SingleThreadedExecutor
from rclpy.node import Node


@pytest.fixture
def context() -> Iterator[Context]:
    """Return an initialized context without command-line arguments."""
    context = Context()
    rclpy.init(args=[], context=context)
    yield context
    context.try_shutdown()


@pytest.fixture
def make_node(context: Context) -> Iterator[Callable[..., Node]]:
    """Return a function that makes nodes, which are destroyed at the end."""
    nodes: list[Node] = []

    def make(name: str = 'node', **kwargs: Any) -> Node:
        nodes.append(Node(name, context=kwargs.pop('context', context), **kwargs))
        return nodes[-1]

    yield make
    for node in nodes:
        node.destroy_node()


@pytest.fixture
def executor(context: Context) -> Iterator[Executor]:
    """Return a single-threaded executor."""
    executor = SingleThreadedExecutor(context=context)
    yield executor
    executor.shutdown()


@pytest.fixture
def spin_until(executor: Executor) -> Callable[..., bool]:
    """Return a function that spins until a condition is true, at most for a minute."""

    def spin(condition: Callable[[], Any], timeout: float = 60.0) -> bool:
        end = time.monotonic() + timeout
        while not condition() and time.monotonic() < end:
            executor.spin_once(timeout_sec=0.05)
        return bool(condition())

    return spin


@pytest.fixture
def start_process() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Return a function that runs a program in another Python process, killed at the end."""
    processes: list[subprocess.Popen[str]] = []

    def start(program: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, '-u', '-c', program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()
