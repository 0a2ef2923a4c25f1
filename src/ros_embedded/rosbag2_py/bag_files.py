# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Find the files of a bag, and repair those that were cut off."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import zstandard

from rosbag2_py.bag_error import BagError
from rosbag2_py.bag_metadata import BagMetadata, read_metadata_file
from rosbag2_py.compression_options import (
    FILE_SUFFIX,
    CompressionMode,
    check_compression_format,
    compression_mode_from_string,
)
from rosbag2_py.file_compression import decompress_file
from rosbag2_py.index_metadata import metadata_of_indexes, metadata_yaml
from rosbag2_py.mcap_file_reader import McapFileReader
from rosbag2_py.mcap_index import McapIndex, read_index
from rosbag2_py.mcap_repair import repair
from rosbag2_py.storage_plugins import check_storage_id

_logger = logging.getLogger('rosbag2_py')


@dataclass
class BagFiles:
    """
    The files of a bag with their indexes, and its metadata.

    Compressed files are decompressed into a folder that lasts until close().
    """

    files: list[tuple[Path, McapIndex]]
    metadata: BagMetadata
    decompressed: TemporaryDirectory[str] | None = None

    def open_readers(self) -> list[McapFileReader]:
        """Return a reader for each file."""
        decompress = None
        if compression_mode_from_string(self.metadata.compression_mode) is CompressionMode.MESSAGE:
            check_compression_format(self.metadata.compression_format)
            decompress = zstandard.ZstdDecompressor().decompress
        return [McapFileReader(path, index, decompress) for path, index in self.files]

    def close(self) -> None:
        """Delete what was decompressed."""
        if self.decompressed is not None:
            self.decompressed.cleanup()


def open_bag(uri: str, storage_id: str = '') -> BagFiles:
    """
    Return the files of a bag, given by its folder or by one .mcap file.

    Files that were cut off are repaired, and metadata.yaml is written anew where it is missing.
    Raises BagError when there is no such bag, or it is of another format.
    """
    check_storage_id(storage_id)
    path = Path(uri).expanduser()
    if not path.exists():
        raise BagError(f"there is no bag '{uri}'")
    if path.is_file():
        return _open_files([path], None, None)
    recorded = read_metadata_file(path)
    return _open_files(_file_paths(path, recorded), recorded, path)


def _open_files(paths: list[Path], recorded: BagMetadata | None, folder: Path | None) -> BagFiles:
    decompressed = None
    plain_paths = paths
    if any(one.name.endswith(FILE_SUFFIX) for one in paths):
        decompressed = TemporaryDirectory(prefix='rosbag2_')
        plain_paths = [
            decompress_file(one, Path(decompressed.name))
            if one.name.endswith(FILE_SUFFIX)
            else one
            for one in paths
        ]
    before = [(one, read_index(one)) for one in plain_paths]
    files = [(one, index if index.is_complete else _repair(one)) for one, index in before]
    was_cut_off = any(not index.is_complete for _, index in before)
    if recorded is None or was_cut_off:
        custom_data = recorded.custom_data if recorded is not None else None
        names = [one.name for one in paths]
        indexes = [index for _, index in files]
        recorded = metadata_of_indexes(zip(names, indexes, strict=True), custom_data)
        if folder is not None and all(index.is_complete for index in indexes):
            try:
                recorded.write(folder)
            except OSError as error:
                _logger.warning(f"cannot write metadata.yaml of '{folder}': {error.strerror}")
    recorded.bag_size = sum(path.stat().st_size for path in paths)
    return BagFiles(files, recorded, decompressed)


def _repair(path: Path) -> McapIndex:
    return repair(path, lambda index: metadata_yaml(metadata_of_indexes([(path.name, index)])))


def _file_paths(folder: Path, metadata: BagMetadata | None) -> list[Path]:
    if metadata is None:
        plain = list(folder.glob('*.mcap'))
        compressed = [
            one
            for one in folder.glob(f'*.mcap{FILE_SUFFIX}')
            if one.with_name(one.name.removesuffix(FILE_SUFFIX)) not in plain
        ]
        paths = sorted([*plain, *compressed], key=_number_of)
        if not paths:
            kind = ' (sqlite3 bags need a full ROS 2)' if any(folder.glob('*.db3')) else ''
            raise BagError(
                f"'{folder}' is no bag: it has neither metadata.yaml nor .mcap files{kind}"
            )
        return paths
    if metadata.storage_identifier != 'mcap':
        raise BagError(
            f"the bag '{folder}' is stored as '{metadata.storage_identifier}': ros_embedded reads "
            'mcap'
        )
    if compression_mode_from_string(metadata.compression_mode) is not CompressionMode.NONE:
        check_compression_format(metadata.compression_format)
    paths = [folder / name for name in metadata.relative_file_paths]
    for path in paths:
        if not path.is_file():
            raise BagError(f"'{path}' is missing, which metadata.yaml lists")
    return paths


def _number_of(path: Path) -> tuple[int, str]:
    match = re.search(r'_(\d+)\.', path.name)
    return (int(match.group(1)) if match else -1, path.name)
