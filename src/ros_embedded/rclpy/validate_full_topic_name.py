# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Check absolute names of topics and services."""

from __future__ import annotations

from rclpy.impl.name_check import check_name
from ros_embedded.names import check_full_topic_name


def validate_full_topic_name(name: str, *, is_service: bool = False) -> bool:
    """Return True; raise Invalid{Topic,Service}NameException unless it is a valid full name."""
    return check_name(check_full_topic_name, name, is_service)
