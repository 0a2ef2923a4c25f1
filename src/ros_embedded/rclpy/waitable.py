# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Waitables of a program's own: not supported."""

from __future__ import annotations

from typing import Any


class Waitable:
    """Base of what a program adds to the wait set of an executor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Raise NotImplementedError: there is no wait set of rcl to add to."""
        raise NotImplementedError(
            'rclpy.waitable.Waitable is not supported; use a guard condition, timer or '
            'subscription instead'
        )
