# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""One line of progress for work that takes longer than two seconds."""

from __future__ import annotations

import sys
import time
from typing import TextIO

INTERVAL_TERMINAL_S = 0.5
INTERVAL_LOG_S = 10.0


class Progress:
    """
    Print how far a piece of work is, how fast it goes and how long it will take.

    On a terminal the line rewrites itself; in a log a new line appears every ten seconds.
    """

    def __init__(self, name: str, total: int, start: int = 0, stream: TextIO | None = None):
        self._name = name
        self._total = total
        self._first = start
        self._stream = stream if stream is not None else sys.stderr
        self._terminal = self._stream.isatty()
        self._begun_s = time.monotonic()
        self._shown_s = self._begun_s
        self._open_line = False

    def update(self, done: int, note: str = '') -> None:
        """Say that `done` of the total are finished; `note` is shown behind the numbers."""
        now_s = time.monotonic()
        interval_s = INTERVAL_TERMINAL_S if self._terminal else INTERVAL_LOG_S
        if now_s - self._shown_s < interval_s and done < self._total:
            return
        self._shown_s = now_s
        rate = (done - self._first) / max(now_s - self._begun_s, 1e-9)
        left_s = (self._total - done) / rate if rate > 0 else float('inf')
        left = f'{left_s:.0f} s left' if left_s != float('inf') else 'starting'
        line = f'{self._name}: {done}/{self._total}  {rate:.3g}/s  {left}  {note}'.rstrip()
        if self._terminal:
            self._stream.write('\r\x1b[K' + line)
            self._open_line = True
        else:
            self._stream.write(line + '\n')
        self._stream.flush()

    def close(self) -> None:
        """End the line."""
        if self._open_line:
            self._stream.write('\n')
            self._stream.flush()
            self._open_line = False
