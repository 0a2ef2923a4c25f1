# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Type hashes."""

from __future__ import annotations

from rosbags.typesys import Stores, get_typestore

from ros_embedded.interfaces.catalogue import message_definition
from ros_embedded.interfaces.type_hash import type_hash


def _contains_char(name: str) -> bool:
    """Tell whether a message holds a char, of which the store has another idea."""
    types = [field.type for field in message_definition(name).fields]
    return any(
        kind.base == 'char' or (kind.is_message and _contains_char(kind.base)) for kind in types
    )


def test_known_hash() -> None:
    assert type_hash('std_msgs/msg/String') == (
        'RIHS01_df668c740482bbd48fb39d76a70dfd4bd59db1288021743503259e948f6b1a18'
    )


def test_hashes_of_all_standard_messages_agree_with_rosbags() -> None:
    store = get_typestore(Stores.ROS2_JAZZY)
    names = [name for name in store.fielddefs if not _contains_char(name)]
    assert len(names) > 150
    for name in names:
        assert type_hash(name) == store.hash_rihs01(name), name
