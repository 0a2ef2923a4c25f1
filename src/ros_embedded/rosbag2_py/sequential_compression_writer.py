# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write a bag whose files or messages are compressed."""

from __future__ import annotations

from pathlib import Path

import zstandard

from rosbag2_py.compression_options import (
    CHANNEL_KEY,
    FORMAT,
    CompressionMode,
    CompressionOptions,
    check_compression_format,
)
from rosbag2_py.file_compression import FileCompressor
from rosbag2_py.sequential_writer import SequentialWriter
from rosbag2_py.storage_options import ConverterOptions, StorageOptions
from rosbag2_py.topic_metadata import TopicMetadata

_LEVEL = 1


class SequentialCompressionWriter(SequentialWriter):
    """
    Write serialised messages into a bag, with the compression that rosbag2 has itself.

    Files are compressed when they are complete, while the next one is written; the one that a
    killed process was writing is not compressed, and is recovered like any other.
    """

    def __init__(self, compression_options: CompressionOptions | None = None) -> None:
        """Start without a bag; raise BagError for an unknown format."""
        super().__init__()
        options = compression_options or CompressionOptions()
        self._mode = options.compression_mode
        if self._mode is not CompressionMode.NONE:
            check_compression_format(options.compression_format)
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)
        self._file_compressor: FileCompressor | None = None

    def open(
        self, storage_options: StorageOptions, converter_options: ConverterOptions | None = None
    ) -> None:
        """Create the bag's folder and first file; raise BagError when that is impossible."""
        super().open(storage_options, converter_options)
        if self._mode is CompressionMode.FILE:
            self._file_compressor = FileCompressor()

    def write(
        self, topic_name: str, message: bytes, time_stamp: int, send_time_stamp: int | None = None
    ) -> None:
        """Write a serialised message as SequentialWriter does."""
        if self._mode is CompressionMode.MESSAGE:
            with self._lock:
                message = self._compressor.compress(message)
        super().write(topic_name, message, time_stamp, send_time_stamp)

    def _channel_metadata(self, topic: TopicMetadata) -> dict[str, str]:
        metadata = super()._channel_metadata(topic)
        if self._mode is CompressionMode.MESSAGE:
            metadata[CHANNEL_KEY] = FORMAT
        return metadata

    def _file_is_complete(self, path: Path) -> None:
        if self._file_compressor is not None:
            self._file_compressor.add(path)

    def _finish_files(self) -> None:
        if self._file_compressor is None:
            return
        names, failure = self._file_compressor.finish()
        self._file_compressor = None
        self._closed_files = [(names.get(name, name), index) for name, index in self._closed_files]
        if failure is not None:
            raise failure
