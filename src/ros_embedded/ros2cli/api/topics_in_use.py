# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Topics of the graph without those that only this call of `ros2` uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ros2cli.api.graph_names import is_hidden

if TYPE_CHECKING:
    from rclpy.node import Node


def topics_in_use(node: Node, include_hidden: bool) -> list[tuple[str, list[str]]]:
    """Return names and types of the topics that other nodes use, sorted."""
    name, namespace = node.get_name(), node.get_namespace()
    own = {
        topic
        for topic, _ in (
            *node.get_publisher_names_and_types_by_node(name, namespace),
            *node.get_subscriber_names_and_types_by_node(name, namespace),
        )
    }
    return sorted(
        (topic, types)
        for topic, types in node.get_topic_names_and_types()
        if (include_hidden or not is_hidden(topic)) and (topic not in own or _others(node, topic))
    )


def _others(node: Node, topic: str) -> bool:
    """Return whether a node that is not this call's uses the topic."""
    endpoints = [
        *node.get_publishers_info_by_topic(topic),
        *node.get_subscriptions_info_by_topic(topic),
    ]
    return any(endpoint.node_name != node.get_name() for endpoint in endpoints)
