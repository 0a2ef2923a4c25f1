# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write one bag that appears under its name when it is complete."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from rosbags.interfaces import Connection
from rosbags.rosbag2 import StoragePlugin, Writer

from lavla_training.data.bags.message_types import lavla_typestore
from lavla_training.data.bags.topics import Topic

BAG_VERSION: Literal[9] = 9
"""Version of the bag's metadata: that of ROS 2 Jazzy."""


class BagWriter:
    """
    Write messages to a new MCAP bag (a folder with metadata.yaml).

    Use as a context manager: the folder takes its name when the block ends well and is removed
    when the block raises. Raise FileExistsError when there is already something.
    """

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise FileExistsError(f'{path} exists already: remove it to record it again')
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._partial = path.with_name(f'.{path.name}.{os.getpid()}.partial')
        shutil.rmtree(self._partial, ignore_errors=True)
        # rosbags names the data file after the folder, so the final name is inside the partial.
        self._writer = Writer(
            self._partial / path.name, version=BAG_VERSION, storage_plugin=StoragePlugin.MCAP
        )
        self._store = lavla_typestore()
        self._connections: dict[str, Connection] = {}

    def __enter__(self) -> BagWriter:
        self._writer.open()
        return self

    def __exit__(self, error_type: type[BaseException] | None, *_: object) -> None:
        try:
            self._writer.close()
            if error_type is None:
                os.replace(self._partial / self._path.name, self._path)
        finally:
            shutil.rmtree(self._partial, ignore_errors=True)

    def add_topic(self, topic: Topic) -> None:
        """Declare a topic; topics without messages stay visible in the bag."""
        self._connections[topic.name] = self._writer.add_connection(
            topic.name,
            topic.message_type,
            typestore=self._store,
            offered_qos_profiles=[topic.qos()],
        )

    def add_note(self, notes: Mapping[str, str]) -> None:
        """Put texts into the custom data of metadata.yaml."""
        for key, value in notes.items():
            self._writer.set_custom_data(key, value)

    def write(self, topic: str, time_ns: int, message: Any) -> None:
        """Write one message, received at ``time_ns`` of ROS time, to a declared topic."""
        connection = self._connections[topic]
        data = self._store.serialize_cdr(message, connection.msgtype)
        self._writer.write(connection, time_ns, data)
