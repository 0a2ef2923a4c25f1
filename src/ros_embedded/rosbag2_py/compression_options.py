# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Compression that rosbag2 does itself, of whole files or of each message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rosbag2_py.bag_error import BagError

FORMAT = 'zstd'
FILE_SUFFIX = f'.{FORMAT}'
# Key of the metadata of MCAP channels that tells that each message is compressed.
CHANNEL_KEY = 'message_compression_format'


class CompressionMode(Enum):
    """What is compressed."""

    NONE = 0
    FILE = 1
    MESSAGE = 2


@dataclass
class CompressionOptions:
    """
    What is compressed, and how; the only format is 'zstd'.

    Queue size, threads and their priority are kept for compatibility: one thread compresses files
    while the next one is written, and messages are compressed where they are written.
    """

    compression_format: str = ''
    compression_mode: CompressionMode = CompressionMode.NONE
    compression_queue_size: int = 1
    compression_threads: int = 0
    thread_priority: int = 0


def compression_mode_from_string(compression_mode: str) -> CompressionMode:
    """Return the mode of a name; raise BagError when there is none."""
    try:
        return CompressionMode[compression_mode.upper() or 'NONE']
    except KeyError:
        raise BagError(
            f"unknown compression mode '{compression_mode}': use none, file or message"
        ) from None


def compression_mode_to_string(compression_mode: CompressionMode) -> str:
    """Return the name of a mode, empty for none."""
    return '' if compression_mode is CompressionMode.NONE else compression_mode.name


def check_compression_format(compression_format: str) -> None:
    """Raise BagError unless the format is known."""
    if compression_format != FORMAT:
        raise BagError(
            f"the compression format '{compression_format}' is not supported: use '{FORMAT}'"
        )
