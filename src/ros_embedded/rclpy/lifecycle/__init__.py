# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Lifecycle nodes: nodes whose states others can see and change."""

from __future__ import annotations

from rclpy.lifecycle.managed_entity import (
    ManagedEntity,
    SimpleManagedEntity,
    TransitionCallbackReturn,
)
from rclpy.lifecycle.node import LifecycleNode, LifecycleNodeMixin
from rclpy.lifecycle.publisher import LifecyclePublisher
from rclpy.lifecycle.state import LifecycleState

Node = LifecycleNode
Publisher = LifecyclePublisher
State = LifecycleState

__all__ = [
    'LifecycleNode',
    'LifecycleNodeMixin',
    'LifecyclePublisher',
    'LifecycleState',
    'ManagedEntity',
    'Node',
    'Publisher',
    'SimpleManagedEntity',
    'State',
    'TransitionCallbackReturn',
]
