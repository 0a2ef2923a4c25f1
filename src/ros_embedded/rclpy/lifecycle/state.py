# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""State of a lifecycle node."""

from __future__ import annotations

from typing import NamedTuple


class LifecycleState(NamedTuple):
    """State by its name and its number in lifecycle_msgs/msg/State."""

    label: str
    state_id: int
