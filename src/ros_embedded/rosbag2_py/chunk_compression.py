# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Compress the chunks of MCAP files."""

from __future__ import annotations

from collections.abc import Callable

from rosbag2_py.bag_error import BagError

# Preset of rosbag2's MCAP storage: (compression, level).
_PRESETS = {
    '': ('zstd', 1),
    'none': ('', 0),
    'fastwrite': ('', 0),
    'zstd_fast': ('zstd', 1),
    'zstd_small': ('zstd', 19),
    'lz4': ('lz4', 0),
}


def preset_names() -> tuple[str, ...]:
    """Return the names of the presets."""
    return tuple(name for name in _PRESETS if name)


def make_compressor(preset: str) -> tuple[str, Callable[[bytes], bytes]]:
    """Return the name that MCAP gives the compression, and the function that compresses."""
    if preset not in _PRESETS:
        raise BagError(
            f"unknown storage preset '{preset}': use one of {', '.join(preset_names())}"
        )
    name, level = _PRESETS[preset]
    if name == 'zstd':
        import zstandard

        return name, zstandard.ZstdCompressor(level=level).compress
    if name == 'lz4':
        try:
            import lz4.frame
        except ImportError as error:
            raise BagError("the preset 'lz4' needs the Python package 'lz4'") from error
        return name, lz4.frame.compress
    return '', bytes
