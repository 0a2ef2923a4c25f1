# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Check absolute names of topics and services."""

from __future__ import annotations

from rclpy.exceptions import InvalidServiceNameException, InvalidTopicNameException
from rclpy.validate_topic_name import validate_topic_name


def validate_full_topic_name(name: str, *, is_service: bool = False) -> bool:
    """Return True; raise an exception when the name is not absolute or breaks the rules."""
    kind = InvalidServiceNameException if is_service else InvalidTopicNameException
    if not name.startswith('/') or '{' in name:
        raise kind(name, "name must be absolute, it must lead with a '/'", 0)
    return validate_topic_name(name, is_service=is_service)
