# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Lifecycle nodes: not there yet."""

from __future__ import annotations

from typing import Any


class LifecycleNode:
    """Node with managed states."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Raise NotImplementedError."""
        raise NotImplementedError(
            'rclpy.lifecycle.LifecycleNode is not supported by this embedded ROS 2 yet; '
            'use rclpy.node.Node with services such as ~/enable'
        )


Node = LifecycleNode
