# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Keep the last messages of a source."""

from __future__ import annotations

from threading import Lock
from typing import Any

from rclpy.time import Time

from message_filters.filter import SimpleFilter
from message_filters.stamp import stamp_or_arrival


class Cache(SimpleFilter):
    """The last messages of a source, to be looked up by time."""

    def __init__(
        self,
        f: SimpleFilter | None = None,
        cache_size: int = 1,
        allow_headerless: bool = False,
    ) -> None:
        """
        Listen to a source.

        :param allow_headerless: file messages without header under the time of their arrival;
            otherwise they are ignored, with a warning.
        """
        super().__init__()
        self.cache_size = cache_size
        self.allow_headerless = allow_headerless
        self._entries: list[tuple[Time, Any]] = []
        self._lock = Lock()
        if f is not None:
            self.connectInput(f)

    def connectInput(self, f: SimpleFilter) -> None:
        """Listen to a source."""
        self.incoming_connection = f.registerCallback(self.add)

    def add(self, msg: Any) -> None:
        """Keep a message and pass it on."""
        stamp = stamp_or_arrival(msg, self.allow_headerless, 'message_filters_cache')
        if stamp is None:
            return
        with self._lock:
            self._entries.append((stamp, msg))
            self._entries.sort(key=lambda entry: entry[0].nanoseconds)
            del self._entries[: -self.cache_size]
        self.signalMessage(msg)

    @property
    def cache_msgs(self) -> list[Any]:
        """Return the messages, oldest stamp first."""
        with self._lock:
            return [msg for _, msg in self._entries]

    @property
    def cache_times(self) -> list[Time]:
        """Return the stamps of the messages, oldest first."""
        with self._lock:
            return [stamp for stamp, _ in self._entries]

    def getInterval(self, from_stamp: Time, to_stamp: Time) -> list[Any]:
        """
        Return the messages from one time to another, both included.

        :raises AssertionError: when the second time is the earlier one.
        """
        assert from_stamp <= to_stamp, f'{from_stamp} is later than {to_stamp}'
        with self._lock:
            return [msg for stamp, msg in self._entries if from_stamp <= stamp <= to_stamp]

    def getElemAfterTime(self, stamp: Time) -> Any:
        """Return the oldest message at or after a time, None without."""
        with self._lock:
            return next((msg for each, msg in self._entries if each >= stamp), None)

    def getElemBeforeTime(self, stamp: Time) -> Any:
        """Return the newest message at or before a time, None without."""
        with self._lock:
            return next((msg for each, msg in reversed(self._entries) if each <= stamp), None)

    def getLastestTime(self) -> Time | None:
        """Return the stamp of the newest message, None without."""
        with self._lock:
            return self._entries[-1][0] if self._entries else None

    getLatestTime = getLastestTime

    def getOldestTime(self) -> Time | None:
        """Return the stamp of the oldest message, None without."""
        with self._lock:
            return self._entries[0][0] if self._entries else None

    def getLast(self) -> Any:
        """Return the newest message, None without."""
        with self._lock:
            return self._entries[-1][1] if self._entries else None
