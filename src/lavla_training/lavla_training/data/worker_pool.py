# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Processes that share a long task and leave at once when the user interrupts it."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager


@contextmanager
def worker_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """
    Give a pool of processes; what has not begun when the block is left is dropped.

    The processes are spawned: forked ones would share their parent's graphics context. Ctrl-C
    ends them where they are; so whatever they write must take its final name last.
    """
    pool = ProcessPoolExecutor(
        max(1, workers),
        mp_context=multiprocessing.get_context('spawn'),
        initializer=_end_on_interrupt,
    )
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _end_on_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
