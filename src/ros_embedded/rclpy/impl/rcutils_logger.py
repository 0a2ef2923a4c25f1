# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Loggers."""

from __future__ import annotations

import sys
import time
from threading import Lock
from typing import Any

from rclpy.impl.log_output import LogRecord, output
from rclpy.impl.logging_severity import LoggingSeverity

_KEYWORDS = {'throttle_duration_sec', 'throttle_time_source_type', 'skip_first', 'once', 'name'}


class RcutilsLogger:
    """Logger; children have dotted names and follow the level of their parent."""

    def __init__(self, name: str = '') -> None:
        """Create a logger; use rclpy.logging.get_logger() or Node.get_logger() instead."""
        self.name = name
        self._sites: dict[tuple[str, int], float] = {}
        self._lock = Lock()

    def get_child(self, name: str) -> RcutilsLogger:
        """Return the logger '<this>.<name>'."""
        if not name:
            raise ValueError('Child logger name must not be empty.')
        return RcutilsLogger(f'{self.name}.{name}' if self.name else name)

    def set_level(self, level: LoggingSeverity | int) -> None:
        """Set the least severity that is let through."""
        output.set_level(self.name, LoggingSeverity(level))

    def get_effective_level(self) -> LoggingSeverity:
        """Return the least severity that is let through."""
        return LoggingSeverity(output.effective_level(self.name))

    def is_enabled_for(self, severity: LoggingSeverity | int) -> bool:
        """Tell whether messages of a severity are let through."""
        return int(severity) >= output.effective_level(self.name)

    def log(self, message: str, severity: LoggingSeverity | int, **kwargs: Any) -> bool:
        """
        Log a message; return whether it was let through.

        :param once: log only the first time at this place of the program.
        :param skip_first: do not log the first time.
        :param throttle_duration_sec: log at most once in this time (s).
        :param throttle_time_source_type: clock for that; the system's by default.
        :raises TypeError: for other keywords.
        """
        return self._log(message, int(severity), kwargs)

    def _log(self, message: str, severity: int, kwargs: dict[str, Any]) -> bool:
        if severity < output.effective_level(self.name):
            return False
        frame = sys._getframe(2)
        code = frame.f_code
        if kwargs and not self._passes((code.co_filename, frame.f_lineno), kwargs):
            return False
        output.emit(
            LogRecord(
                severity,
                kwargs.get('name') or self.name,
                str(message),
                code.co_filename,
                code.co_name,
                frame.f_lineno,
                time.time_ns(),
            )
        )
        return True

    def _passes(self, site: tuple[str, int], kwargs: dict[str, Any]) -> bool:
        unknown = kwargs.keys() - _KEYWORDS
        if unknown:
            raise TypeError(
                f'unknown keyword for a log message: {", ".join(sorted(unknown))}; '
                f'known are {", ".join(sorted(_KEYWORDS))}'
            )
        with self._lock:
            seen = site in self._sites
            last = self._sites.get(site, 0.0)
            period = kwargs.get('throttle_duration_sec')
            if period is not None:
                source = kwargs.get('throttle_time_source_type')
                now = source.now().nanoseconds / 1e9 if source else time.monotonic()
                if seen and 0.0 <= now - last < period:
                    return False
                self._sites[site] = now
            else:
                self._sites[site] = 0.0
        if seen and kwargs.get('once'):
            return False
        return seen or not kwargs.get('skip_first')

    def debug(self, message: str, **kwargs: Any) -> bool:
        """Log a message of severity DEBUG; see log()."""
        return self._log(message, 10, kwargs)

    def info(self, message: str, **kwargs: Any) -> bool:
        """Log a message of severity INFO; see log()."""
        return self._log(message, 20, kwargs)

    def warning(self, message: str, **kwargs: Any) -> bool:
        """Log a message of severity WARN; see log()."""
        return self._log(message, 30, kwargs)

    def warn(self, message: str, **kwargs: Any) -> bool:
        """Log a message of severity WARN; see log()."""
        return self._log(message, 30, kwargs)

    def error(self, message: str, **kwargs: Any) -> bool:
        """Log a message of severity ERROR; see log()."""
        return self._log(message, 40, kwargs)

    def fatal(self, message: str, **kwargs: Any) -> bool:
        """Log a message of severity FATAL; see log()."""
        return self._log(message, 50, kwargs)
