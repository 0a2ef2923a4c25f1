# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Run callbacks until something has happened."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rclpy.node import Node

_PERIOD_S = 0.1


def spin_until(
    node: Node, done: Callable[[], Any] = lambda: False, timeout_s: float | None = None
) -> bool:
    """
    Run callbacks of the node until `done()` is true; return False when the time is over.

    Raises KeyboardInterrupt when a signal has ended the context.
    """
    from rclpy.executors import ExternalShutdownException, SingleThreadedExecutor

    executor = SingleThreadedExecutor()
    executor.add_node(node)
    deadline = None if timeout_s is None else time.monotonic() + timeout_s
    try:
        while not done():
            if not node.context.ok():
                raise KeyboardInterrupt
            rest = _PERIOD_S if deadline is None else min(_PERIOD_S, deadline - time.monotonic())
            if rest <= 0:
                return False
            executor.spin_once(timeout_sec=rest)
    except ExternalShutdownException as error:
        raise KeyboardInterrupt from error
    finally:
        executor.remove_node(node)
        executor.shutdown()
    return True
