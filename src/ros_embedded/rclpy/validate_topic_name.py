# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Check names of topics and services before their expansion."""

from __future__ import annotations

from rclpy.exceptions import InvalidServiceNameException, InvalidTopicNameException
from ros_embedded.names import InvalidNameError, check_topic_name


def validate_topic_name(name: str, *, is_service: bool = False) -> bool:
    """Return True; raise Invalid{Topic,Service}NameException when the name breaks the rules."""
    try:
        check_topic_name(name, 'service name' if is_service else 'topic name')
    except InvalidNameError as error:
        kind = InvalidServiceNameException if is_service else InvalidTopicNameException
        raise kind(name, error.reason, error.index) from error
    return True
