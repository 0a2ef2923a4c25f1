# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Compress whole files of a bag, and decompress them."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import SimpleQueue

import zstandard

from rosbag2_py.bag_error import BagError
from rosbag2_py.compression_options import FILE_SUFFIX

_LEVEL = 1


def compress_file(path: Path) -> Path:
    """
    Replace a file by a compressed one and return its path.

    The original stays until the other is complete. Raises BagError when there is no room.
    """
    compressed = path.with_name(path.name + FILE_SUFFIX)
    temporary = path.with_name(f'.{compressed.name}.new')
    try:
        with path.open('rb') as source, temporary.open('wb') as target:
            compressor = zstandard.ZstdCompressor(level=_LEVEL)
            compressor.copy_stream(source, target, size=path.stat().st_size)
        temporary.replace(compressed)
        path.unlink()
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise BagError(f"cannot compress '{path}', which stays: {error.strerror}") from error
    return compressed


def decompress_file(path: Path, folder: Path) -> Path:
    """Write the content of a compressed file into a folder; raise BagError when damaged."""
    target = folder / path.name.removesuffix(FILE_SUFFIX)
    try:
        with path.open('rb') as source, target.open('wb') as stream:
            zstandard.ZstdDecompressor().copy_stream(source, stream)
    except (OSError, zstandard.ZstdError) as error:
        raise BagError(f"cannot decompress '{path}': {error}") from error
    return target


class FileCompressor:
    """Compress one file after the other in a thread."""

    def __init__(self) -> None:
        """Start the thread."""
        self._queue: SimpleQueue[Path | None] = SimpleQueue()
        self._compressed: dict[str, str] = {}
        self._failure: BagError | None = None
        self._thread = threading.Thread(target=self._run, name='bag compressor', daemon=True)
        self._thread.start()

    def add(self, path: Path) -> None:
        """Compress a complete file."""
        self._queue.put(path)

    def finish(self) -> tuple[dict[str, str], BagError | None]:
        """Wait for all files; return their new names by the old ones, and what went wrong."""
        self._queue.put(None)
        self._thread.join()
        return self._compressed, self._failure

    def _run(self) -> None:
        while (path := self._queue.get()) is not None:
            try:
                self._compressed[path.name] = compress_file(path).name
            except BagError as error:
                self._failure = self._failure or error
