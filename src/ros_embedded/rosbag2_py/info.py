# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read what a bag says about itself."""

from __future__ import annotations

from rosbag2_py.bag_files import open_bag
from rosbag2_py.bag_metadata import BagMetadata


class Info:
    """Read the metadata of bags."""

    def read_metadata(self, uri: str, storage_id: str = '') -> BagMetadata:
        """Return the metadata; a bag that was cut off is repaired. Raises BagError."""
        bag = open_bag(uri, storage_id)
        bag.close()
        return bag.metadata
