# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Raise rclpy's exceptions for names of topics and services that break the rules."""

from __future__ import annotations

from collections.abc import Callable

from rclpy.exceptions import InvalidServiceNameException, InvalidTopicNameException
from ros_embedded.names import InvalidNameError


def check_name(check: Callable[[str], None], name: str, is_service: bool) -> bool:
    """Return True when a check passes a name; raise Invalid{Topic,Service}NameException."""
    try:
        check(name)
    except InvalidNameError as error:
        kind = InvalidServiceNameException if is_service else InvalidTopicNameException
        raise kind(name, error.reason, error.index) from error
    return True
