# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the nodes' tests."""

from __future__ import annotations

import resource
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import rclpy
from rclpy.executors import SingleThreadedExecutor
from rclpy.node import Node

from lavla.nodes.node_process import ProcessNode


class Graph:
    """Nodes of one test, spinning in a thread of their own."""

    def __init__(self, *parameters: str) -> None:
        """Initialise ROS with node parameters such as 'rate_hz:=5.0'."""
        arguments = [word for item in parameters for word in ('-p', item)]
        rclpy.init(args=['--ros-args', *arguments] if arguments else [])
        self._executor = SingleThreadedExecutor()
        self._nodes: list[Node] = []
        self._thread: threading.Thread | None = None

    def add(self, node: Node) -> Node:
        """Spin a node until the end of the test."""
        self._nodes.append(node)
        self._executor.add_node(node)
        if self._thread is None:
            self._thread = threading.Thread(target=self._executor.spin, daemon=True)
            self._thread.start()
        return node

    def close(self) -> None:
        """End everything."""
        self._executor.shutdown()
        if self._thread is not None:
            self._thread.join(10.0)
        for node in self._nodes:
            if isinstance(node, ProcessNode):
                node.close()
            node.destroy_node()
        rclpy.try_shutdown()


@pytest.fixture
def make_graph() -> Iterator[Callable[..., Graph]]:
    """Return a factory of graphs that are closed after the test."""
    graphs: list[Graph] = []

    def make(*parameters: str) -> Graph:
        graphs.append(Graph(*parameters))
        return graphs[-1]

    yield make
    for graph in graphs:
        graph.close()


@pytest.fixture
def wait_until() -> Callable[..., None]:
    """Return a function that waits until a condition holds, and fails after a long time."""

    def wait(condition: Callable[[], object], timeout_s: float = 30.0) -> None:
        deadline_s = time.monotonic() + timeout_s
        while not condition():
            assert time.monotonic() < deadline_s, 'the condition was not met in time'
            time.sleep(0.01)

    return wait


@pytest.fixture
def video_file(tmp_path: Path) -> Path:
    """Return a video of 6 frames of 64 × 48 at 20 Hz, each redder than the one before."""
    path = tmp_path / 'clip.avi'
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*'MJPG'), 20.0, (64, 48))
    for index in range(6):
        writer.write(np.full((48, 64, 3), (0, 0, 40 * index), dtype=np.uint8))
    writer.release()
    return path


@pytest.fixture
def limit_files() -> Iterator[Callable[[int], None]]:
    """Return a function that lets every write beyond a file size fail, until the test ends."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(size_bytes: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, limits[1]))

    yield limit
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
