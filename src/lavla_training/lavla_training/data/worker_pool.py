# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Processes that share a long task and leave at once when the user interrupts it."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

_Result = TypeVar('_Result')
_INTERRUPT = {signal.SIGINT}


class _QuietPool(ProcessPoolExecutor):
    """A pool whose processes print no traceback when Ctrl-C meets them while they start."""

    def submit(self, fn: Callable[..., _Result], /, *args: Any, **kwargs: Any) -> Future[_Result]:
        """Submit a call; a process that is started for it begins with Ctrl-C blocked."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPT)
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def worker_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """
    Give a pool of processes; what has not begun when the block is left is dropped.

    The processes are spawned: forked ones would share their parent's graphics context. Ctrl-C,
    and an error in the block, end them where they are; so whatever they write must take its
    final name last.
    """
    others = set(multiprocessing.active_children())
    pool = _QuietPool(
        max(1, workers),
        mp_context=multiprocessing.get_context('spawn'),
        initializer=_end_on_interrupt,
    )
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _end_on_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPT)
