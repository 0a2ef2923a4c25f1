# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Names of the storage formats."""

from __future__ import annotations

from rosbag2_py.bag_error import BagError

_STORAGE_ID = 'mcap'


def get_default_storage_id() -> str:
    """Return the storage format that is used when none is given."""
    return _STORAGE_ID


def get_registered_writers() -> set[str]:
    """Return the storage formats that can be written."""
    return {_STORAGE_ID}


def get_registered_readers() -> set[str]:
    """Return the storage formats that can be read."""
    return {_STORAGE_ID}


def get_registered_serializers() -> set[str]:
    """Return the serialisation formats of messages."""
    return {'cdr'}


def check_storage_id(storage_id: str) -> None:
    """Raise BagError unless the storage format is known; empty text stands for the default."""
    if storage_id not in ('', _STORAGE_ID):
        raise BagError(
            f"the storage format '{storage_id}' is not supported: ros_embedded writes and reads "
            f"'{_STORAGE_ID}'"
        )
