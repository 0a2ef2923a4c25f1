# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Say which nodes an event is meant for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from launch_ros.actions import Node


def matches_node_name(node_name: str) -> Callable[[Node], bool]:
    """Return a function that tells whether a node action has the name, namespace included."""
    name = node_name if node_name.startswith('/') else f'/{node_name}'
    return lambda action: action.node_name == name
