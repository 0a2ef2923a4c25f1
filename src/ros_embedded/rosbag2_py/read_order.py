# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""In which order messages are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ReadOrderSortBy(Enum):
    """What messages are sorted by."""

    ReceivedTimestamp = 0
    PublishedTimestamp = 1
    File = 2


@dataclass
class ReadOrder:
    """Sorting of messages; backwards with `reverse`."""

    sort_by: ReadOrderSortBy = ReadOrderSortBy.ReceivedTimestamp
    reverse: bool = False
