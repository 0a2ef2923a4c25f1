# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""One worker thread that always takes the newest item and drops older ones."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Item = TypeVar('Item')


class LatestWorker(Generic[Item]):
    """
    Run work on the newest offered item in a thread of its own.

    An item that is offered while another waits replaces it. When the work raises, on_error gets
    the exception and the worker stops.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[Item], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Start the thread."""
        self._work = work
        self._on_error = on_error
        self._condition = threading.Condition()
        self._waiting: list[Item] = []
        self._closed = False
        self._dropped = 0
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def dropped(self) -> int:
        """Return how many items were replaced before they were worked on."""
        return self._dropped

    def offer(self, item: Item) -> None:
        """Hand over an item; never blocks."""
        with self._condition:
            self._dropped += len(self._waiting)
            self._waiting = [item]
            self._condition.notify()

    def close(self, timeout_s: float = 0.5) -> None:
        """Stop after the work in progress; wait for it at most timeout_s."""
        with self._condition:
            self._closed = True
            self._condition.notify()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while True:
            with self._condition:
                while not self._waiting and not self._closed:
                    self._condition.wait()
                if self._closed:
                    return
                item = self._waiting.pop()
            try:
                self._work(item)
            except Exception as error:
                with self._condition:
                    closed, self._closed = self._closed, True
                if not closed:
                    self._on_error(error)
                return
