# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Where log messages go: standard error and /rosout."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import RLock
from typing import Any

DEFAULT_FORMAT = '[{severity}] [{time}] [{name}]: {message}'
_COLORS = {10: '\033[32m', 20: '\033[0m', 30: '\033[33m', 40: '\033[31m', 50: '\033[31m'}
_NAMES = {10: 'DEBUG', 20: 'INFO', 30: 'WARN', 40: 'ERROR', 50: 'FATAL'}
_TOKEN = re.compile(r'\{(\w+)\}')


@dataclass(frozen=True)
class LogRecord:
    """One log message."""

    severity: int
    name: str
    message: str
    file: str
    function: str
    line: int
    time_ns: int


class LogOutput:
    """Levels of the loggers, and the outputs of their messages."""

    def __init__(self) -> None:
        """Write messages of severity INFO and above to standard error."""
        self.default_level = 20
        self.console = True
        self._levels: dict[str, int] = {}
        self._sinks: dict[str, Callable[[LogRecord], Any]] = {}
        self._effective: dict[str, int] = {}
        self._lock = RLock()
        self.configure(os.environ)

    def configure(self, environment: Mapping[str, str]) -> None:
        """Take format and colours from RCUTILS_CONSOLE_OUTPUT_FORMAT and _COLORIZED_OUTPUT."""
        self._format = environment.get('RCUTILS_CONSOLE_OUTPUT_FORMAT') or DEFAULT_FORMAT
        colorized = environment.get('RCUTILS_COLORIZED_OUTPUT', '')
        self._colors = colorized == '1' or (colorized != '0' and sys.stderr.isatty())

    def set_level(self, name: str, level: int) -> None:
        """Set the level of a logger ('' for the default); 0 lets it follow its parent."""
        with self._lock:
            if name:
                self._levels[name] = level
            else:
                self.default_level = level
            self._effective = {}

    def level(self, name: str) -> int:
        """Return the level that was set for a logger, 0 for none."""
        return self._levels.get(name, 0) if name else self.default_level

    def effective_level(self, name: str) -> int:
        """Return the level that counts for a logger: its own, a parent's or the default."""
        found = self._effective.get(name)
        if found is None:
            found = self.default_level
            parent = name
            while parent:
                if self._levels.get(parent):
                    found = self._levels[parent]
                    break
                parent = parent.rpartition('.')[0]
            self._effective[name] = found
        return found

    def add_sink(self, name: str, sink: Callable[[LogRecord], Any]) -> None:
        """Give messages of a logger and its children to a function too."""
        with self._lock:
            self._sinks[name] = sink

    def remove_sink(self, name: str) -> None:
        """Give a logger's messages to no function."""
        with self._lock:
            self._sinks.pop(name, None)

    def emit(self, record: LogRecord) -> None:
        """Write a message to all outputs."""
        if self.console:
            self._write(record)
        name = record.name
        while name:
            sink = self._sinks.get(name)
            if sink is not None:
                sink(record)
                return
            name = name.rpartition('.')[0]

    def _write(self, record: LogRecord) -> None:
        values = {
            'severity': _NAMES[record.severity],
            'name': record.name,
            'message': record.message,
            'function_name': record.function,
            'file_name': record.file,
            'line_number': str(record.line),
            'time': f'{record.time_ns // 10**9}.{record.time_ns % 10**9:09}',
            'time_as_nanoseconds': str(record.time_ns),
            'date_time_with_ms': time.strftime(
                '%Y-%m-%d %H:%M:%S', time.localtime(record.time_ns // 10**9)
            )
            + f'.{record.time_ns // 10**6 % 1000:03}',
        }
        text = _TOKEN.sub(lambda match: values.get(match[1], match[0]), self._format)
        if self._colors:
            text = f'{_COLORS[record.severity]}{text}\033[0m'
        try:
            sys.stderr.write(text + '\n')
            sys.stderr.flush()
        except (OSError, ValueError):
            # Standard error is closed; there is nowhere left to say so.
            self.console = False


output = LogOutput()
