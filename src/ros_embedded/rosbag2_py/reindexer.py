# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Make index and metadata.yaml of a bag anew."""

from __future__ import annotations

from pathlib import Path

from rosbag2_py.bag_error import BagError
from rosbag2_py.bag_files import open_bag
from rosbag2_py.bag_metadata import FILE_NAME
from rosbag2_py.storage_options import StorageOptions


class Reindexer:
    """Make index and metadata.yaml of bags anew."""

    def reindex(self, storage_options: StorageOptions) -> None:
        """Repair the files of a bag and write metadata.yaml from what is in them."""
        folder = Path(storage_options.uri).expanduser()
        if not folder.is_dir():
            raise BagError(f"there is no bag folder '{storage_options.uri}'")
        old = folder / FILE_NAME
        kept = folder / f'{FILE_NAME}.before_reindex'
        if old.is_file():
            old.replace(kept)
        try:
            open_bag(storage_options.uri, storage_options.storage_id).close()
        except BagError:
            if kept.is_file():
                kept.replace(old)
            raise
        kept.unlink(missing_ok=True)
