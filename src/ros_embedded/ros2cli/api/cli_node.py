# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A hidden node for one call of `ros2`."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rclpy.node import Node

HIDDEN_PREFIX = '_'
_DEFAULT_SPIN_TIME_S = 0.5
_POLL_PERIOD_S = 0.02


def add_spin_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments about discovery."""
    parser.add_argument(
        '--spin-time',
        type=float,
        default=_DEFAULT_SPIN_TIME_S,
        metavar='SECONDS',
        help='How long to wait for the discovery of other processes (default: %(default)s)',
    )
    parser.add_argument(
        '-s', '--use-sim-time', action='store_true', help='Take time from the topic /clock'
    )
    parser.add_argument(
        '--no-daemon',
        action='store_true',
        help='Accepted for compatibility: there is no daemon here',
    )


@contextmanager
def cli_node(*, use_sim_time: bool = False, name: str | None = None) -> Iterator[Node]:
    """
    Create a node that `ros2 node list` hides, and destroy it in the end.

    Raises KeyboardInterrupt when a signal ends the context, whatever is done with it then.
    """
    import rclpy
    from rclpy.exceptions import NotInitializedException
    from rclpy.executors import ExternalShutdownException
    from rclpy.parameter import Parameter

    rclpy.init(args=[])
    overrides = [Parameter('use_sim_time', value=True)] if use_sim_time else []
    node = None
    try:
        node = rclpy.create_node(
            name or f'{HIDDEN_PREFIX}ros2cli_{os.getpid()}',
            start_parameter_services=False,
            enable_rosout=False,
            parameter_overrides=overrides,
        )
        yield node
    except (ExternalShutdownException, NotInitializedException) as error:
        raise KeyboardInterrupt from error
    finally:
        if node is not None:
            node.destroy_node()
        rclpy.try_shutdown()


def wait_until(node: Node, condition: Callable[[], Any], timeout_s: float) -> Any:
    """Return the first true value of a condition, or its last value after the time."""
    deadline = time.monotonic() + timeout_s
    while True:
        value = condition()
        if value or time.monotonic() >= deadline or not node.context.ok():
            return value
        time.sleep(_POLL_PERIOD_S)


def wait_for_discovery(node: Node, spin_time_s: float) -> None:
    """Give other processes the time to be discovered."""
    wait_until(node, lambda: False, spin_time_s)
