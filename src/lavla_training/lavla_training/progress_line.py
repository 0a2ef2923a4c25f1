# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A progress line: rewritten in place on a terminal, a new line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class ProgressLine:
    """
    Show how far a long task is, its rate and the time left.

    Use as a context manager; the last state always stays visible.
    """

    def __init__(
        self, label: str, unit: str, stream: TextIO | None = None, interval_s: float = 5.0
    ) -> None:
        self._label, self._unit = label, unit
        self._stream = sys.stderr if stream is None else stream
        self._terminal = self._stream.isatty()
        self._interval_s = 0.2 if self._terminal else interval_s
        self._started_s = time.monotonic()
        self._shown_s = float('-inf')
        self._first: int | None = None
        self._text = ''
        self._pending = False

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pending:
            self._show()
        if self._terminal and self._text:
            self._stream.write('\n')
            self._stream.flush()

    def update(self, done: int, total: int, note: str = '') -> None:
        """Show that ``done`` of ``total`` units are finished; what was there at first is free."""
        now = time.monotonic()
        if self._first is None:
            self._first, self._started_s = done, now
        elapsed = now - self._started_s
        text = f'{self._label}: {done}/{total} {self._unit}'
        if done > self._first and elapsed > 0:
            rate = (done - self._first) / elapsed
            text += f', {rate:.2f}/s, {elapsed:.0f} s, {(total - done) / rate:.0f} s left'
        self._text = f'{text}  {note}'.rstrip()
        self._pending = True
        if now - self._shown_s >= self._interval_s or done == total:
            self._show()
            self._shown_s = now

    def _show(self) -> None:
        self._stream.write(f'\r\x1b[K{self._text}' if self._terminal else f'{self._text}\n')
        self._stream.flush()
        self._pending = False
