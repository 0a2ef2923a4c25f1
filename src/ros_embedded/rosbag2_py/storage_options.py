# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Options of storage and serialisation."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class StorageOptions:
    """
    Where and how a bag is stored.

    `uri` is the bag's folder, or for reading also a single .mcap file. A file that has reached
    `max_bagfile_size` bytes or `max_bagfile_duration` seconds is followed by another one (0:
    never). `storage_preset_profile` is '', 'none', 'fastwrite', 'zstd_fast' or 'zstd_small'. In
    `snapshot_mode` the newest `max_cache_size` bytes are kept in memory until take_snapshot().
    """

    uri: str = ''
    storage_id: str = ''
    max_bagfile_size: int = 0
    max_bagfile_duration: int = 0
    max_cache_size: int = 0
    storage_preset_profile: str = ''
    storage_config_uri: str = ''
    snapshot_mode: bool = False
    start_time_ns: int = -1
    end_time_ns: int = -1
    custom_data: dict[str, str] = field(default_factory=dict)


@dataclass
class ConverterOptions:
    """Serialisation formats of the messages that come in and go out; only 'cdr' is known."""

    input_serialization_format: str = ''
    output_serialization_format: str = ''
