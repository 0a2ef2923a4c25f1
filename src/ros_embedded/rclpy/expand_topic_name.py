# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Expand names of topics and services."""

from __future__ import annotations

from rclpy.validate_topic_name import validate_topic_name
from ros_embedded.names import expand


def expand_topic_name(topic_name: str, node_name: str, node_namespace: str) -> str:
    """Return the absolute name of a topic for a node; see Node.resolve_topic_name()."""
    validate_topic_name(topic_name)
    return expand(topic_name, node_name, node_namespace)
