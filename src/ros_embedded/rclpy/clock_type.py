# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Kinds of clocks."""

from __future__ import annotations

from enum import IntEnum


class ClockType(IntEnum):
    """ROS time (follows /clock when told to), system time, or a steady clock."""

    UNINITIALIZED = 0
    ROS_TIME = 1
    SYSTEM_TIME = 2
    STEADY_TIME = 3
