# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Actions: not there yet."""

from __future__ import annotations

from typing import Any

_MESSAGE = (
    'rclpy.action.{name} is not supported by this embedded ROS 2 yet; '
    'use a service with a status topic'
)


class ActionClient:
    """Client of an action."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Raise NotImplementedError."""
        raise NotImplementedError(_MESSAGE.format(name='ActionClient'))


class ActionServer:
    """Server of an action."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Raise NotImplementedError."""
        raise NotImplementedError(_MESSAGE.format(name='ActionServer'))
