# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Check names of topics and services before their expansion."""

from __future__ import annotations

from rclpy.impl.name_check import check_name
from ros_embedded.names import check_topic_name

TOPIC_SEPARATOR_STRING = '/'


def validate_topic_name(name: str, *, is_service: bool = False) -> bool:
    """Return True; raise Invalid{Topic,Service}NameException when the name breaks the rules."""
    return check_name(check_topic_name, name, is_service)
