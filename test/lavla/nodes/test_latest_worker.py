# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the worker that takes the newest item."""

import threading

from lavla.nodes.latest_worker import LatestWorker


def test_takes_the_newest_item_and_counts_the_dropped_ones() -> None:
    busy, go_on, done = threading.Event(), threading.Event(), threading.Event()
    seen = []

    def work(item: int) -> None:
        seen.append(item)
        if item == 0:
            busy.set()
            go_on.wait(10.0)
        else:
            done.set()

    worker = LatestWorker('test', work, lambda error: None)
    worker.offer(0)
    assert busy.wait(10.0)
    for item in (1, 2, 3):
        worker.offer(item)
    go_on.set()
    assert done.wait(10.0)
    worker.close()
    assert seen == [0, 3]
    assert worker.dropped == 2


def test_hands_an_exception_over_once_and_stops() -> None:
    reported, errors = threading.Event(), []

    def fail(item: int) -> None:
        raise ValueError(f'bad item {item}')

    def report(error: Exception) -> None:
        errors.append(str(error))
        reported.set()

    worker = LatestWorker('test', fail, report)
    worker.offer(7)
    assert reported.wait(10.0)
    worker.offer(8)
    worker.close()
    assert errors == ['bad item 7']


def test_closes_while_idle() -> None:
    worker = LatestWorker('test', lambda item: None, lambda error: None)
    worker.close()
    assert not any(thread.name == 'test' for thread in threading.enumerate())
