# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Executors: run the callbacks of nodes.

The thread that spins waits in the transport itself, so that between the arrival of a message and
its callback there is no hand-over to another thread.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Coroutine
from functools import partial
from inspect import iscoroutine
from threading import Condition, RLock
from typing import Any

from rclpy.context import Context
from rclpy.impl.callback_threads import CallbackThreads
from rclpy.signals import wake_on_signal
from rclpy.task import Future, Task
from rclpy.timer import Timer
from rclpy.utilities import get_default_context, timeout_sec_to_nsec
from ros_embedded.transport import TransportError


class TimeoutException(Exception):
    """Nothing happened within the timeout."""


class ShutdownException(Exception):
    """The executor was shut down."""


class ExternalShutdownException(Exception):
    """The context was shut down, e.g. by a signal."""


class ConditionReachedException(Exception):
    """The condition waited for is true."""


async def await_or_execute(
    callback: Callable[..., Any] | Coroutine[Any, Any, Any], *args: Any
) -> Any:
    """Call a function, or await a coroutine function, with arguments."""
    result = callback(*args) if callable(callback) else callback
    return await result if iscoroutine(result) else result


class Executor:
    """Base of executors; subclasses say in which thread callbacks run."""

    def __init__(self, *, context: Context | None = None) -> None:
        """Create an executor without nodes."""
        self._context = context or get_default_context()
        self._nodes: list[Any] = []
        self._lock = RLock()
        self._tasks: deque[Task] = deque()
        self._ready: deque[Any] = deque()
        self._attached: dict[int, Any] = {}
        self._blocked: set[Any] = set()
        self._timers: list[Timer] = []
        self._stale = True
        self._is_shutdown = False
        self._error: BaseException | None = None
        self._guard: Any = None
        self._waitset: Any = None
        self._session: Any = None
        if self._context.ok():
            self._open()

    def _open(self) -> None:
        self._session = self._context.session
        participant = self._session.participant
        self._guard = participant.create_guard_condition()
        self._waitset = participant.create_waitset()
        self._waitset.attach(self._guard.handle, self._guard)
        wake_on_signal(self._guard)
        self._context.on_shutdown(self.wake)

    @property
    def context(self) -> Context:
        """Return the context."""
        return self._context

    def add_node(self, node: Any) -> bool:
        """Run a node's callbacks; return False when it is already here."""
        with self._lock:
            if node in self._nodes:
                return False
            self._nodes.append(node)
            node.executor = self
            self._stale = True
        self.wake()
        return True

    def remove_node(self, node: Any) -> None:
        """Run a node's callbacks no longer."""
        with self._lock:
            if node not in self._nodes:
                return
            self._nodes.remove(node)
            node._clear_executor(self)
            self._stale = True
            entities = set(map(id, node._waitables()))
            self._ready = deque(each for each in self._ready if id(each) not in entities)
            for entity in node._waitables():
                self.forget(entity)
        self.wake()

    def get_nodes(self) -> list[Any]:
        """Return the nodes."""
        return list(self._nodes)

    def wake(self) -> None:
        """Make the thread that spins look again at what there is to do."""
        if self._guard is not None:
            self._guard.trigger()

    def entities_changed(self) -> None:
        """Note that a node got new publishers, subscriptions, timers or the like."""
        self._stale = True
        self.wake()

    def forget(self, entity: Any) -> None:
        """Stop waiting for an entity that is about to be destroyed."""
        with self._lock:
            handle = entity.wait_handle
            if self._attached.pop(handle, None) is not None:
                self._waitset.detach(handle)
            self._blocked.discard(entity)
            if entity in self._timers:
                self._timers.remove(entity)
            self._stale = True

    def create_task(self, callback: Any, *args: Any, **kwargs: Any) -> Task:
        """Run a function or coroutine in this executor; return the future of its result."""
        task = Task(callback, args, kwargs, executor=self)
        self.schedule(task)
        return task

    def schedule(self, task: Task) -> None:
        """Run the next step of a task soon."""
        self._tasks.append(task)
        self.wake()

    def shutdown(self, timeout_sec: float | None = None) -> bool:
        """
        Stop, waiting for callbacks that run; return False when they do not end in time.

        The nodes stay as they are and can be added to another executor.
        """
        self._is_shutdown = True
        self.wake()
        limit = None if timeout_sec is None or timeout_sec < 0 else timeout_sec
        if not self._wait_for_callbacks(limit):
            return False
        with self._lock:
            for node in list(self._nodes):
                node._clear_executor(self)
            self._nodes.clear()
            self._ready.clear()
            if self._waitset is not None:
                self._waitset.close()
                self._guard.close()
                self._waitset = None
        while self._tasks:  # a task that is cancelled may add another
            self._tasks.popleft().cancel()
        return True

    def _wait_for_callbacks(self, timeout_s: float | None) -> bool:
        """Wait until no callback runs; return False when that takes too long."""
        raise NotImplementedError

    def spin(self) -> None:
        """Run callbacks until the executor or its context is shut down."""
        while self._context.ok() and not self._is_shutdown:
            self.spin_once()

    def spin_until_future_complete(self, future: Future, timeout_sec: float | None = None) -> None:
        """Run callbacks until a future is done, or a time is over."""
        deadline = None
        timeout = timeout_sec_to_nsec(timeout_sec)
        if timeout >= 0:
            deadline = time.monotonic_ns() + timeout
        while self._context.ok() and not future.done() and not self._is_shutdown:
            remaining = None
            if deadline is not None:
                remaining = (deadline - time.monotonic_ns()) / 1e9
                if remaining < 0:
                    return
            self._spin_once(remaining, future)

    def spin_once(self, timeout_sec: float | None = None) -> None:
        """Run one callback; wait for it at most ``timeout_sec``."""
        self._spin_once(timeout_sec, None)

    def spin_once_until_future_complete(
        self, future: Future, timeout_sec: float | None = None
    ) -> None:
        """Run one callback, unless a future is done first."""
        self._spin_once(timeout_sec, future)

    def _spin_once(self, timeout_sec: float | None, future: Future | None) -> None:
        if future is not None:
            future.add_done_callback(self._wake_for)
        try:
            work = self._next_work(timeout_sec, future)
        except (TimeoutException, ShutdownException, ConditionReachedException):
            return
        finally:
            if future is not None:
                future.remove_done_callback(self._wake_for)
        self._start(*work)

    def _wake_for(self, future: Future) -> None:
        self.wake()

    def _start(self, entity: Any, call: Callable[[], Any]) -> None:
        raise NotImplementedError

    def _next_work(
        self, timeout_sec: float | None, future: Future | None
    ) -> tuple[Any, Callable[[], Any]]:
        timeout = timeout_sec_to_nsec(timeout_sec)
        deadline = time.monotonic_ns() + timeout if timeout >= 0 else None
        polled = False
        while True:
            if self._error is not None:
                error, self._error = self._error, None
                raise error
            if self._is_shutdown:
                raise ShutdownException
            if not self._context.ok():
                raise ExternalShutdownException
            work = self._pop_work()
            if work is not None:
                return work
            if future is not None and future.done():
                raise ConditionReachedException
            remaining = None
            if deadline is not None:
                remaining = deadline - time.monotonic_ns()
                if remaining <= 0:
                    if polled:
                        raise TimeoutException
                    remaining = 0
            self._wait(remaining)
            polled = True

    def _pop_work(self) -> tuple[Any, Callable[[], Any]] | None:
        if self._tasks:
            return None, self._tasks.popleft()
        while self._ready:
            entity = self._ready.popleft()
            group = entity.callback_group
            if group is not None and not group.beginning_execution(entity):
                self._block(entity)
                continue
            try:
                call = entity.prepare()
            except TransportError:
                call = None  # destroyed by another thread since it was found ready
            if call is not None:
                return entity, call
            if group is not None:
                group.ending_execution(entity)
        return None

    def _block(self, entity: Any) -> None:
        """Stop waiting for an entity until its callback group is free."""
        with self._lock:
            self._blocked.add(entity)
            self._stale = True
            handle = entity.wait_handle
            if self._attached.pop(handle, None) is not None:
                self._waitset.detach(handle)
            group = entity.callback_group
        if group.can_execute(entity):
            self._unblock()  # freed meanwhile

    def _unblock(self) -> None:
        with self._lock:
            self._blocked.clear()
            self._stale = True
        self.wake()

    def _refresh(self) -> None:
        """Wait for what the nodes have now, apart from what is blocked."""
        with self._lock:
            self._stale = False
            wanted: dict[int, Any] = {}
            timers: list[Timer] = []
            for node in self._nodes:
                for entity in node._waitables():
                    if entity in self._blocked:
                        continue
                    if isinstance(entity, Timer):
                        timers.append(entity)
                    elif entity.wait_handle:
                        wanted[entity.wait_handle] = entity
            for handle in self._attached.keys() - wanted.keys():
                self._waitset.detach(handle)
            for handle, entity in wanted.items():
                if handle not in self._attached:
                    self._waitset.attach(handle, entity)
            self._attached = wanted
            self._timers = timers

    def _wait(self, timeout_ns: int | None) -> None:
        if self._waitset is None:
            self._open()
        if self._stale:
            self._refresh()
        for timer in self._timers:
            span = timer.wait_ns()
            if span is not None and (timeout_ns is None or span < timeout_ns):
                timeout_ns = span
        try:
            triggered = self._waitset.wait(timeout_ns)
        except TransportError:
            if self._is_shutdown or not self._context.ok():
                return
            if self._session.exiting:
                # The interpreter ends while this daemon thread spins: end it without a word.
                raise SystemExit from None
            raise
        ready = self._ready
        for timer in self._timers:
            if timer.is_ready():
                ready.append(timer)
        for item in triggered:
            if item is self._guard:
                item.take()
            else:
                ready.append(item)

    def _run(self, entity: Any, call: Callable[[], Any]) -> None:
        """Run a callback, or a task's step, to its end."""
        if entity is None:
            call()
            _raise_exception_of(call)
            return
        result = None
        try:
            result = call()
        finally:
            if not iscoroutine(result):
                self._finish(entity)
        if iscoroutine(result):
            task = Task(result, executor=self)
            task.add_done_callback(lambda _: self._finish(entity))
            task()
            _raise_exception_of(task)

    def _finish(self, entity: Any) -> None:
        group = entity.callback_group
        if group is not None:
            group.ending_execution(entity)
        if self._blocked:
            self._unblock()

    def __enter__(self) -> Executor:
        """Return the executor."""
        return self

    def __exit__(self, *exc: Any) -> None:
        """Shut the executor down."""
        self.shutdown()


def _raise_exception_of(task: Any) -> None:
    if task.done() and not task.cancelled():
        task.result()


class SingleThreadedExecutor(Executor):
    """Executor that runs callbacks in the thread that spins."""

    def __init__(self, *, context: Context | None = None) -> None:
        """Create an executor without nodes."""
        super().__init__(context=context)
        self._running = 0
        self._idle = Condition()

    def _start(self, entity: Any, call: Callable[[], Any]) -> None:
        self._running += 1
        try:
            self._run(entity, call)
        finally:
            with self._idle:
                self._running -= 1
                self._idle.notify_all()

    def _wait_for_callbacks(self, timeout_s: float | None) -> bool:
        with self._idle:
            return self._idle.wait_for(lambda: self._running == 0, timeout_s)


class MultiThreadedExecutor(Executor):
    """Executor that runs callbacks in a pool of threads."""

    def __init__(self, num_threads: int | None = None, *, context: Context | None = None) -> None:
        """Create an executor; by default with a thread per processor, at least two."""
        super().__init__(context=context)
        if num_threads is None:
            num_threads = max(len(os.sched_getaffinity(0)), 2)
        self._threads = CallbackThreads(num_threads)

    def _start(self, entity: Any, call: Callable[[], Any]) -> None:
        self._threads.submit(partial(self._run_in_thread, entity, call))

    def _run_in_thread(self, entity: Any, call: Callable[[], Any]) -> None:
        try:
            self._run(entity, call)
        except BaseException as error:  # for the thread that spins to raise
            self._error = error
            self.wake()

    def _wait_for_callbacks(self, timeout_s: float | None) -> bool:
        return self._threads.stop(timeout_s)
