# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Futures and tasks that executors run."""

from __future__ import annotations

import inspect
import warnings
import weakref
from collections.abc import Callable, Generator
from threading import RLock
from typing import Any


class Future:
    """Result that may not be there yet."""

    def __init__(self, *, executor: Any = None) -> None:
        """Create a future; with an executor its done callbacks run there."""
        self._done = False
        self._cancelled = False
        self._result: Any = None
        self._exception: BaseException | None = None
        self._exception_fetched = False
        self._callbacks: list[Callable[[Future], Any]] = []
        self._lock = RLock()
        self._executor: Callable[[], Any] = lambda: None
        if executor is not None:
            self._set_executor(executor)

    def __del__(self) -> None:
        """Warn when an exception was never seen."""
        if getattr(self, '_exception', None) is not None and not self._exception_fetched:
            warnings.warn(
                f'The following exception was never retrieved: {self._exception}', stacklevel=2
            )

    def __await__(self) -> Generator[Any, None, Any]:
        """Wait for the result within a coroutine that an executor runs."""
        while not self._done:
            yield self
        return self.result()

    def cancel(self) -> None:
        """Request that the future ends without a result."""
        with self._lock:
            if self._done:
                return
            self._cancelled = True
            self._done = True
        self._notify()

    def cancelled(self) -> bool:
        """Tell whether the future was cancelled."""
        return self._cancelled

    def done(self) -> bool:
        """Tell whether there is a result, an exception, or it was cancelled."""
        return self._done

    def result(self) -> Any:
        """Return the result, None before there is one; raise its exception."""
        if self._exception is not None:
            self._exception_fetched = True
            raise self._exception
        return self._result

    def exception(self) -> BaseException | None:
        """Return the exception."""
        self._exception_fetched = True
        return self._exception

    def set_result(self, result: Any) -> None:
        """Set the result and run the done callbacks."""
        with self._lock:
            self._result = result
            self._done = True
            self._cancelled = False
        self._notify()

    def set_exception(self, exception: BaseException) -> None:
        """Set an exception and run the done callbacks."""
        with self._lock:
            self._exception = exception
            self._exception_fetched = False
            self._done = True
            self._cancelled = False
        self._notify()

    def add_done_callback(self, callback: Callable[[Future], Any]) -> None:
        """Call a function with this future when it is done; at once when it is."""
        with self._lock:
            if not self._done:
                self._callbacks.append(callback)
                return
        self._call(callback)

    def remove_done_callback(self, callback: Callable[[Future], Any]) -> bool:
        """Remove a function; return whether it was there."""
        with self._lock:
            count = len(self._callbacks)
            self._callbacks = [each for each in self._callbacks if each != callback]
            return len(self._callbacks) < count

    def _set_executor(self, executor: Any) -> None:
        self._executor = weakref.ref(executor)

    def _notify(self) -> None:
        with self._lock:
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._call(callback)

    def _call(self, callback: Callable[[Future], Any]) -> None:
        executor = self._executor()
        if executor is not None:
            executor.create_task(callback, self)
            return
        try:
            callback(self)
        except Exception as error:
            warnings.warn(f'Unhandled exception in done callback: {error}', stacklevel=2)


class Task(Future):
    """Function or coroutine that an executor runs; the future of its result."""

    def __init__(
        self,
        handler: Any,
        args: Any = None,
        kwargs: Any = None,
        executor: Any = None,
    ) -> None:
        """Create a task of a function or coroutine; use Executor.create_task() instead."""
        super().__init__(executor=executor)
        self._args = args or []
        self._kwargs = kwargs or {}
        self._step_lock = RLock()
        self._coroutine: Any = None
        self._handler: Callable[..., Any] | None = None
        if inspect.iscoroutine(handler):
            self._coroutine = handler
        elif inspect.iscoroutinefunction(handler):
            self._coroutine = handler(*self._args, **self._kwargs)
        else:
            self._handler = handler

    def __call__(self) -> None:
        """Run the task to its end, or to its next wait."""
        if self._done:
            return
        with self._step_lock:
            try:
                if self._coroutine is None:
                    assert self._handler is not None
                    result = self._handler(*self._args, **self._kwargs)
                    if not inspect.iscoroutine(result):
                        self.set_result(result)
                        return
                    self._coroutine = result
                awaited = self._coroutine.send(None)
            except StopIteration as stop:
                self.set_result(stop.value)
            except Exception as error:
                self.set_exception(error)
            else:
                self._resume_after(awaited)

    def _resume_after(self, awaited: Any) -> None:
        executor = self._executor()
        if executor is None:
            return
        if isinstance(awaited, Future):
            awaited.add_done_callback(lambda _: executor.schedule(self))
        else:
            executor.schedule(self)

    def executing(self) -> bool:
        """Tell whether the task has started and not ended."""
        return self._coroutine is not None and not self._done

    def cancel(self) -> None:
        """Cancel the task: its coroutine goes no further."""
        if self._coroutine is not None and not self._done:
            with self._step_lock:
                self._coroutine.close()
        super().cancel()
