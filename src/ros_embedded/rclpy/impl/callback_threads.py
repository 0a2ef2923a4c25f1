# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Threads that run callbacks.

A KeyboardInterrupt can hit the thread that hands work over at any moment. So handing over is one
call into C without a lock or a count to leave behind, and the threads are there from the start;
being daemons, they never keep a process from ending.
"""

from __future__ import annotations

import atexit
import time
import weakref
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread, current_thread

# How long the end of the process waits for callbacks that run.
_GRACE_S = 1.0

_pools: weakref.WeakSet[CallbackThreads] = weakref.WeakSet()


class CallbackThreads:
    """Fixed number of threads that take work from one queue."""

    def __init__(self, count: int) -> None:
        """Start the threads."""
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._threads = [
            Thread(target=_work, args=(self._queue,), name=f'rclpy executor {index}', daemon=True)
            for index in range(count)
        ]
        weakref.finalize(self, _end, self._queue, count).atexit = False
        _pools.add(self)
        for thread in self._threads:
            thread.start()

    def submit(self, work: Callable[[], None]) -> None:
        """Run a function, which must not raise, soon; after stop() it does not run."""
        self._queue.put(work)

    def stop(self, timeout_s: float | None = None) -> bool:
        """Let all work end, then the threads; return False when that takes too long."""
        _end(self._queue, len(self._threads))
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        for thread in self._threads:
            if thread is current_thread() or thread.ident is None:
                continue
            thread.join(None if deadline is None else max(deadline - time.monotonic(), 0.0))
            if thread.is_alive():
                return False
        return True


def _work(queue: SimpleQueue[Callable[[], None] | None]) -> None:
    while (work := queue.get()) is not None:
        work()
        del work  # keeps the executor alive


def _end(queue: SimpleQueue[Callable[[], None] | None], count: int) -> None:
    for _ in range(count):
        queue.put(None)


def _stop_all() -> None:
    for pool in list(_pools):
        pool.stop(_GRACE_S)


atexit.register(_stop_all)
