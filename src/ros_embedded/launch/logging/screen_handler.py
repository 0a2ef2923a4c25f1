# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Print log records to the standard output."""

from __future__ import annotations

import logging
import sys


class ScreenHandler(logging.Handler):
    """Print records of launch with level and name, and lines of processes as they are."""

    def __init__(self) -> None:
        """Start with a working standard output."""
        super().__init__()
        self._closed_output = False

    def emit(self, record: logging.LogRecord) -> None:
        """Print one record."""
        if self._closed_output:
            return
        text = record.getMessage()
        if not getattr(record, 'process_output', False):
            text = f'[{record.levelname}] [{record.name}]: {text}'
        try:
            sys.stdout.write(text + '\n')
            sys.stdout.flush()
        except BrokenPipeError:
            self._closed_output = True
            sys.stderr.write('launch: the standard output was closed, printing stops here\n')
