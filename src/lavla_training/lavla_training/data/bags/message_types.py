# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Message types of bags: ROS 2 Jazzy's, and this repository's own from its msg/ folder."""

from __future__ import annotations

from functools import lru_cache

from rosbags.typesys import Stores, get_types_from_msg, get_typestore
from rosbags.typesys.store import Typestore

from lavla.robots.share_directory import find_share_directory
from lavla_training.data.errors import DataError


@lru_cache(maxsize=1)
def lavla_typestore() -> Typestore:
    """
    Return the store of all types that bags of the running graph contain.

    Raise DataError when the interface files of lavla cannot be found.
    """
    store = get_typestore(Stores.ROS2_JAZZY)
    folder = find_share_directory() / 'msg'
    files = sorted(folder.glob('*.msg'))
    if not files:
        raise DataError(f'{folder}: no interface files (*.msg) of lavla; reinstall lavla')
    types = {}
    for path in files:
        types.update(get_types_from_msg(path.read_text(), f'lavla/msg/{path.stem}'))
    store.register(types)
    return store
