# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Context: one initialization of ROS, its arguments and its nodes' shared transport."""

from __future__ import annotations

import os
import sys
import weakref
from collections.abc import Callable
from contextlib import AbstractContextManager
from inspect import ismethod
from threading import RLock
from typing import Any

from rclpy.exceptions import NotInitializedException
from ros_embedded.arguments import RosArguments, parse_ros_arguments
from ros_embedded.session import Session
from ros_embedded.transport import domain_id as domain_of_environment

g_logging_configure_lock = RLock()
g_context_lock = RLock()
g_contexts: weakref.WeakSet[Context] = weakref.WeakSet()


class Context(AbstractContextManager['Context']):
    """State from init() to shutdown(); nodes and executors belong to one."""

    def __init__(self) -> None:
        """Create a context that is not initialized."""
        self._lock = RLock()
        self._ok = False
        self._session: Session | None = None
        self._domain_id: int | None = None
        self._callbacks: list[Callable[[], Any]] = []
        self.arguments = RosArguments()

    def init(
        self,
        args: list[str] | None = None,
        *,
        initialize_logging: bool = True,
        domain_id: int | None = None,
    ) -> None:
        """
        Initialize the context.

        :param args: command line with its ROS arguments; None takes the process's.
        :param domain_id: DDS domain; None takes ROS_DOMAIN_ID.
        :raises RuntimeError: when it is already initialized.
        """
        with self._lock:
            if self._ok:
                raise RuntimeError('Context.init() must only be called once')
            if domain_id is not None and domain_id < 0:
                raise RuntimeError(f'Domain id ({domain_id}) should not be lower than zero.')
            self.arguments = parse_ros_arguments(sys.argv if args is None else args)
            self._domain_id = domain_of_environment() if domain_id is None else domain_id
            self._session = Session(self._domain_id, self.arguments.enclave)
            self._ok = True
            g_contexts.add(self)
        if initialize_logging:
            from rclpy.logging import configure_logging

            with g_logging_configure_lock:
                configure_logging(self.arguments, os.environ)

    @property
    def session(self) -> Session:
        """
        Return what the nodes of this context share.

        :raises NotInitializedException: before init() and after shutdown().
        """
        session = self._session
        if session is None or not self._ok:
            raise NotInitializedException
        return session

    def ok(self) -> bool:
        """Tell whether the context is initialized and not shut down."""
        return self._ok

    def shutdown(self) -> None:
        """
        Shut the context down.

        :raises RuntimeError: when it is not initialized.
        """
        if not self._shutdown():
            raise RuntimeError('Context must be initialized before it can be shutdown')

    def try_shutdown(self) -> None:
        """Shut the context down if it is initialized."""
        self._shutdown()

    def _shutdown(self) -> bool:
        with self._lock:
            if not self._ok:
                return False
            self._ok = False
            callbacks, self._callbacks = self._callbacks, []
            session, self._session = self._session, None
        for callback in callbacks:
            method = callback() if isinstance(callback, weakref.WeakMethod) else callback
            if method is not None:
                method()
        if session is not None:
            session.release()
        return True

    def on_shutdown(self, callback: Callable[[], None]) -> None:
        """Call a method when the context is shut down."""
        if not callable(callback):
            raise TypeError(f'callback should be a callable, got {type(callback)}')
        with self._lock:
            if not self._ok:
                callback()
                return
            entry: Any = weakref.WeakMethod(callback) if ismethod(callback) else callback
            # Objects come and go during a long life: drop those that are gone.
            self._callbacks = [
                each
                for each in self._callbacks
                if each != entry and not (isinstance(each, weakref.WeakMethod) and each() is None)
            ]
            self._callbacks.append(entry)

    def get_domain_id(self) -> int:
        """Return the DDS domain."""
        if self._domain_id is None:
            raise NotInitializedException
        return self._domain_id

    def track_node(self, node: Any) -> None:
        """Do nothing: nodes keep the session open themselves."""

    def untrack_node(self, node: Any) -> None:
        """Do nothing: nodes keep the session open themselves."""

    def __enter__(self) -> Context:
        """Return the context."""
        return self

    def __exit__(self, *exc: Any) -> None:
        """Shut the context down if it is initialized."""
        self.try_shutdown()
