# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Initialization state and small questions about the process."""

from __future__ import annotations

import sys
from threading import Lock
from typing import Any

from rclpy.context import Context
from ros_embedded.arguments import split_arguments

g_default_context: Context | None = None
g_context_lock = Lock()


def get_default_context(*, shutting_down: bool = False) -> Context:
    """Return the context used when none is given."""
    global g_default_context
    with g_context_lock:
        if g_default_context is None:
            g_default_context = Context()
        if shutting_down:
            previous, g_default_context = g_default_context, None
            return previous
        return g_default_context


def ok(*, context: Context | None = None) -> bool:
    """Tell whether a context is initialized and not shut down."""
    return (context or get_default_context()).ok()


def shutdown(*, context: Context | None = None) -> None:
    """Shut a context down."""
    (context or get_default_context(shutting_down=True)).shutdown()


def try_shutdown(*, context: Context | None = None) -> None:
    """Shut a context down if it is initialized."""
    if context is None:
        global g_default_context
        with g_context_lock:
            context, g_default_context = g_default_context, None
    if context is not None:
        context.try_shutdown()


def remove_ros_args(args: list[str] | None = None) -> list[str]:
    """Return the arguments without ``--ros-args …``."""
    outside, _ = split_arguments(sys.argv if args is None else args)
    return outside


def get_rmw_implementation_identifier() -> str:
    """Return the name of the middleware with which this one speaks."""
    return 'rmw_cyclonedds_cpp'


def get_available_rmw_implementations() -> set[str]:
    """Return the names of the middlewares that can be used."""
    return {'rmw_cyclonedds_cpp'}


def timeout_sec_to_nsec(timeout_sec: float | None) -> int:
    """Return a timeout in nanoseconds, -1 for none or a negative one."""
    if timeout_sec is None or timeout_sec < 0:
        return -1
    return int(timeout_sec * 10**9)


def require_ok(context: Any) -> None:
    """Raise NotInitializedException unless the context is initialized."""
    from rclpy.exceptions import NotInitializedException

    if not context.ok():
        raise NotInitializedException
