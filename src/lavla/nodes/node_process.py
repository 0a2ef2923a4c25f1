# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A node that is its own process: clean ends and clear one-line failures."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import rclpy
from rclpy.exceptions import ParameterException
from rclpy.executors import ExternalShutdownException
from rclpy.logging import get_logger
from rclpy.node import Node
from rclpy.signals import SignalHandlerOptions, install_signal_handlers
from rclpy.task import Future

from lavla.robots import RobotError


class NodeError(RuntimeError):
    """Report a problem that ends a node; the text is the one line its user reads."""


class ProcessNode(Node):
    """Node that decides when, and with which exit code, its process ends."""

    def __init__(self, name: str) -> None:
        """Create the node; `finished` is done as soon as its process should end."""
        super().__init__(name)
        self.finished = Future()

    def fail(self, message: str) -> None:
        """
        Log one fatal line and end the process with exit code 1.

        An interrupted process is ending already: what fails then, as publishing does, is no fault.
        """
        if self.context.ok():
            self.get_logger().fatal(message)
            self._end(1)

    def finish(self, exit_code: int = 0) -> None:
        """End the process with an exit code."""
        self._end(exit_code)

    def close(self) -> None:
        """Stop threads and close files; called once when the process ends."""

    def _end(self, exit_code: int) -> None:
        if not self.finished.done():
            self.finished.set_result(exit_code)


def run_node(
    create_node: Callable[[], ProcessNode],
    name: str,
    args: Sequence[str] | None = None,
    expected_errors: tuple[type[Exception], ...] = (),
) -> int:
    """
    Run one node until it ends or is interrupted, and return the exit code.

    NodeError, robot and parameter errors, and the expected_errors, end it with one line.
    """
    node = None
    exit_code = 0
    try:
        with interrupted_at_once():
            rclpy.init(args=args, signal_handler_options=SignalHandlerOptions.NO)
            node = create_node()
        install_signal_handlers()
        rclpy.spin_until_future_complete(node, node.finished)
    except (KeyboardInterrupt, ExternalShutdownException):
        pass
    except (NodeError, ParameterException, RobotError, *expected_errors) as error:
        get_logger(name).fatal(' '.join(str(error).split()))
        exit_code = 1
    finally:
        if node is not None:
            if node.finished.done():
                exit_code = node.finished.result()
            node.close()
            node.destroy_node()
        rclpy.try_shutdown()
    return exit_code


@contextmanager
def interrupted_at_once() -> Iterator[None]:
    """
    Let Ctrl-C end the process where it is, for as long as there is nothing to close.

    To build a node can take one call of a C library that lasts for seconds, as compiling a scene
    or opening a renderer does. Python runs its signal handlers only after such a call, and in no
    thread as long as the call keeps the interpreter's lock.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def run_node_and_exit(
    create_node: Callable[[], ProcessNode],
    name: str,
    expected_errors: tuple[type[Exception], ...] = (),
) -> None:
    """Run one node with the arguments of this process, then exit with its code."""
    exit_at_once(run_node(create_node, name, sys.argv, expected_errors))


def exit_at_once(exit_code: int) -> NoReturn:
    """
    End the process of a node that has closed all it had.

    What is left, unloading the networks' libraries, would take the interpreter seconds that an
    interrupted process does not have.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)
