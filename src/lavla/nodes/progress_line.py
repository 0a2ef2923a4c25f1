# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Progress lines for what takes longer than two seconds."""

from __future__ import annotations

import time

FIRST_AFTER_S = 2.0
THEN_EVERY_S = 5.0


class ProgressLine:
    """Print what is going on, first after two seconds and then every five."""

    def __init__(self) -> None:
        """Begin now."""
        self._start_s = time.monotonic()
        self._due_s = self._start_s + FIRST_AFTER_S

    def show(self, text: str) -> None:
        """Print the text with the wall time since the beginning, when a line is due."""
        now_s = time.monotonic()
        if now_s >= self._due_s:
            self._due_s = now_s + THEN_EVERY_S
            print(f'{text} ({now_s - self._start_s:.0f} s)', flush=True)
