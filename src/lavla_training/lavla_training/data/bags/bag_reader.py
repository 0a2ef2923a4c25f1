# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read a bag: a rosbag2 folder (MCAP or SQLite) or a single .mcap file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rosbags.highlevel import AnyReader, AnyReaderError
from rosbags.interfaces import Connection
from rosbags.rosbag2 import ReaderError
from rosbags.serde import SerdeError

from lavla_training.data.bags.message_types import lavla_typestore
from lavla_training.data.bags.topics import has_relative_name
from lavla_training.data.errors import DataError


@dataclass(frozen=True)
class BagMessage:
    """A message, its topic, and the time in ns at which it was received."""

    topic: str
    time_ns: int
    message: Any


def find_bags(path: Path) -> list[Path]:
    """
    Return the bags at or directly below a path, in the order of their names.

    Raise DataError when there is none.
    """
    if not path.exists():
        raise DataError(f'{path}: no such file or folder')
    if (path / 'metadata.yaml').exists() or path.suffix == '.mcap':
        return [path]
    bags = [
        child
        for child in sorted(path.iterdir() if path.is_dir() else ())
        if not child.name.startswith('.')
        and ((child / 'metadata.yaml').exists() or child.suffix == '.mcap')
    ]
    if not bags:
        raise DataError(f'{path}: no bag (folder with metadata.yaml, or .mcap file) here')
    return bags


class BagReader:
    """
    Open a bag for reading; use as a context manager.

    Types that the bag describes itself are read by its own description. Raise DataError, naming
    the bag, when it is missing, cut off or damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._reader = AnyReader([path], default_typestore=lavla_typestore())
            self._reader.open()
        except (AnyReaderError, ReaderError, FileNotFoundError, AssertionError) as error:
            raise DataError(
                f'{path}: not a readable bag: {error} '
                '(a recording that was cut off is repaired by `ros2 bag info <bag>`)'
            ) from error

    def __enter__(self) -> BagReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the bag."""
        self._reader.close()

    @property
    def topics(self) -> dict[str, str]:
        """Return the message type of every topic that has messages."""
        return {
            connection.topic: connection.msgtype
            for connection in self._reader.connections
            if connection.msgcount
        }

    @property
    def message_counts(self) -> dict[str, int]:
        """Return the number of messages of every topic."""
        return {item.topic: item.msgcount for item in self._reader.connections}

    @property
    def start_ns(self) -> int:
        """Return when the first message was received."""
        return int(self._reader.start_time)

    @property
    def end_ns(self) -> int:
        """Return when the last message was received."""
        return int(self._reader.end_time) - 1

    def find(self, relative_name: str, *message_types: str) -> str | None:
        """
        Return the topic of that name, in whatever namespace; None when there is none.

        Raise DataError when its type is none of ``message_types`` or several topics fit.
        """
        found = [topic for topic in self.topics if has_relative_name(topic, relative_name)]
        if not found:
            return None
        if len(found) > 1:
            raise DataError(f'{self.path}: several topics are {relative_name}: {found}')
        actual = self.topics[found[0]]
        if message_types and actual not in message_types:
            raise DataError(
                f'{self.path}: topic {found[0]} is {actual}, expected {" or ".join(message_types)}'
            )
        return found[0]

    def of_type(self, message_type: str) -> list[str]:
        """Return the topics of a message type that have messages."""
        return [topic for topic, actual in self.topics.items() if actual == message_type]

    def messages(
        self, topics: Collection[str], start_ns: int | None = None, stop_ns: int | None = None
    ) -> Iterator[BagMessage]:
        """Give the messages of the topics received within [start, stop), in order."""
        connections: list[Connection] = [
            item for item in self._reader.connections if item.topic in topics
        ]
        if not connections:
            return
        try:
            for connection, time_ns, data in self._reader.messages(connections, start_ns, stop_ns):
                message = self._reader.deserialize(data, connection.msgtype)
                yield BagMessage(connection.topic, int(time_ns), message)
        except (ReaderError, AnyReaderError, SerdeError) as error:
            raise DataError(f'{self.path}: damaged: {error}') from error
