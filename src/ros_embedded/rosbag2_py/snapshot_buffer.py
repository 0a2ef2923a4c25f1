# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Keep the newest messages until a snapshot of them is wanted."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple


class BufferedMessage(NamedTuple):
    """A message that waits to be written, with its times in nanoseconds."""

    topic: str
    data: bytes
    time_ns: int
    send_time_ns: int


class SnapshotBuffer:
    """Messages of at most `size_max` bytes; the oldest ones make room for new ones."""

    def __init__(self, size_max: int) -> None:
        """Begin empty."""
        self._size_max = size_max
        self._size = 0
        self._messages: deque[BufferedMessage] = deque()

    def add(self, message: BufferedMessage) -> None:
        """Keep a message; one that is larger than the buffer is not kept."""
        self._messages.append(message)
        self._size += len(message.data)
        while self._size > self._size_max:
            self._size -= len(self._messages.popleft().data)

    def take(self) -> list[BufferedMessage]:
        """Return all messages, the oldest first, and forget them."""
        messages = list(self._messages)
        self._messages.clear()
        self._size = 0
        return messages
