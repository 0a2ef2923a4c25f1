# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Find the files of a bag, and repair those that were cut off."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path

from rosbag2_py.bag_error import BagError
from rosbag2_py.bag_metadata import BagMetadata, read_metadata_file
from rosbag2_py.index_metadata import metadata_of_indexes, metadata_yaml
from rosbag2_py.mcap_index import McapIndex, read_index
from rosbag2_py.mcap_repair import repair
from rosbag2_py.storage_plugins import check_storage_id

_logger = logging.getLogger('rosbag2_py')


@dataclass
class BagFiles:
    """The files of a bag with their indexes, and its metadata."""

    files: list[tuple[Path, McapIndex]]
    metadata: BagMetadata


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
        files = [(path, _usable_index(path))]
        return _with_metadata(files, metadata_of_indexes((p.name, i) for p, i in files))
    recorded = read_metadata_file(path)
    paths = _file_paths(path, recorded)
    before = [(one, read_index(one)) for one in paths]
    files = [(one, index if index.is_complete else _repair(one)) for one, index in before]
    was_cut_off = any(not index.is_complete for _, index in before)
    if recorded is not None and not was_cut_off:
        return _with_metadata(files, recorded)
    custom_data = recorded.custom_data if recorded is not None else None
    metadata = metadata_of_indexes(((p.name, i) for p, i in files), custom_data)
    if all(index.is_complete for _, index in files):
        try:
            metadata.write(path)
        except OSError as error:
            _logger.warning(f"cannot write metadata.yaml of '{uri}': {error.strerror}")
    return _with_metadata(files, metadata)


def _with_metadata(files: list[tuple[Path, McapIndex]], metadata: BagMetadata) -> BagFiles:
    metadata.bag_size = sum(path.stat().st_size for path, _ in files)
    return BagFiles(files, metadata)


def _usable_index(path: Path) -> McapIndex:
    index = read_index(path)
    return index if index.is_complete else _repair(path)


def _repair(path: Path) -> McapIndex:
    return repair(path, lambda index: metadata_yaml(metadata_of_indexes([(path.name, index)])))


def _file_paths(folder: Path, metadata: BagMetadata | None) -> list[Path]:
    if metadata is None:
        paths = sorted(folder.glob('*.mcap'), key=_number_of)
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
    if metadata.compression_mode:
        raise BagError(
            f"the bag '{folder}' has {metadata.compression_mode.lower()} compression of rosbag2, "
            'which ros_embedded does not read'
        )
    paths = [folder / name for name in metadata.relative_file_paths]
    for path in paths:
        if not path.is_file():
            raise BagError(f"'{path}' is missing, which metadata.yaml lists")
    return paths


def _number_of(path: Path) -> tuple[int, str]:
    match = re.search(r'_(\d+)$', path.stem)
    return (int(match.group(1)) if match else -1, path.name)
