# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
ROS 2's Python API where there is no ROS 2.

The names and their meaning are those of ROS 2 Jazzy's rclpy. What is not supported raises
NotImplementedError and says what to use instead.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ros_embedded.interfaces.import_hook  # noqa: F401  finds std_msgs.msg and the like

from rclpy.context import Context  # isort: skip
from rclpy.signals import (  # isort: skip
    SignalHandlerOptions,
    install_signal_handlers,
    uninstall_signal_handlers,
)
from rclpy.task import Future  # isort: skip
from rclpy.utilities import get_default_context, ok  # isort: skip
from rclpy.utilities import get_rmw_implementation_identifier  # isort: skip
from rclpy.utilities import shutdown as _shutdown  # isort: skip
from rclpy.utilities import try_shutdown as _try_shutdown  # isort: skip

if TYPE_CHECKING:
    from rclpy.executors import Executor
    from rclpy.node import Node

__all__ = [
    'InitContextManager',
    'create_node',
    'get_default_context',
    'get_global_executor',
    'get_rmw_implementation_identifier',
    'init',
    'ok',
    'shutdown',
    'spin',
    'spin_once',
    'spin_until_future_complete',
    'try_shutdown',
    'uninstall_signal_handlers',
]

_executor: Executor | None = None


class InitContextManager:
    """Result of init(): in a with statement it shuts down at the end."""

    def __init__(self, args: list[str] | None, context: Context, domain_id: int | None) -> None:
        """Initialize the context."""
        self.context = context
        self.context.init(args, domain_id=domain_id)

    def __enter__(self) -> InitContextManager:
        """Return this."""
        return self

    def __exit__(self, *exc: Any) -> None:
        """Shut down if that has not happened yet."""
        if self.context is get_default_context():
            try_shutdown()
        else:
            self.context.try_shutdown()
        uninstall_signal_handlers()


def init(
    *,
    args: list[str] | None = None,
    context: Context | None = None,
    domain_id: int | None = None,
    signal_handler_options: SignalHandlerOptions | None = None,
) -> InitContextManager:
    """
    Initialize ROS for a context, the default one when none is given.

    :param args: command line; None takes the process's.
    :param domain_id: DDS domain; None takes ROS_DOMAIN_ID.
    :param signal_handler_options: signals to handle; by default SIGINT and SIGTERM for the default
        context and none for another.
    """
    if signal_handler_options is None:
        signal_handler_options = (
            SignalHandlerOptions.ALL if context is None else SignalHandlerOptions.NO
        )
    manager = InitContextManager(args, context or get_default_context(), domain_id)
    install_signal_handlers(signal_handler_options)
    return manager


def get_global_executor() -> Executor:
    """Return the executor that spin() uses when it is given none."""
    global _executor
    if _executor is None:
        from rclpy.executors import SingleThreadedExecutor

        _executor = SingleThreadedExecutor()
    return _executor


def _drop_global_executor() -> None:
    global _executor
    executor, _executor = _executor, None
    if executor is not None:
        executor.shutdown(timeout_sec=0.0)


def shutdown(*, context: Context | None = None, uninstall_handlers: bool | None = None) -> None:
    """
    Shut a context down.

    :raises RuntimeError: when it is not initialized.
    """
    if context is None:
        _drop_global_executor()
    _shutdown(context=context)
    if uninstall_handlers or (uninstall_handlers is None and context is None):
        uninstall_signal_handlers()


def try_shutdown(
    *, context: Context | None = None, uninstall_handlers: bool | None = None
) -> None:
    """Shut a context down if it is initialized."""
    if context is None:
        _drop_global_executor()
    _try_shutdown(context=context)
    if uninstall_handlers or (uninstall_handlers is None and context is None):
        uninstall_signal_handlers()


def create_node(node_name: str, **kwargs: Any) -> Node:
    """Create a node; the keywords are those of rclpy.node.Node."""
    from rclpy.node import Node

    return Node(node_name, **kwargs)


def spin_once(
    node: Node, *, executor: Executor | None = None, timeout_sec: float | None = None
) -> None:
    """Run one callback of a node; wait for it at most ``timeout_sec``."""
    _with_executor(node, executor, lambda used: used.spin_once(timeout_sec=timeout_sec))


def spin(node: Node, executor: Executor | None = None) -> None:
    """
    Run a node's callbacks until its context is shut down.

    :raises ExternalShutdownException: when that happens, by a signal or another thread.
    """

    def run(used: Executor) -> None:
        while used.context.ok():
            used.spin_once()

    _with_executor(node, executor, run)


def spin_until_future_complete(
    node: Node,
    future: Future,
    executor: Executor | None = None,
    timeout_sec: float | None = None,
) -> None:
    """Run a node's callbacks until a future is done, or a time (s) is over."""
    _with_executor(
        node, executor, lambda used: used.spin_until_future_complete(future, timeout_sec)
    )


def _with_executor(node: Node, executor: Executor | None, run: Callable[[Executor], None]) -> None:
    used = executor or get_global_executor()
    added = used.add_node(node)
    try:
        run(used)
    finally:
        if added:
            used.remove_node(node)
