# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Questions about the actions of the graph."""

from __future__ import annotations

from rclpy.action.wire import FEEDBACK
from rclpy.impl.node_graph import NamesAndTypes
from rclpy.node import Node

_TYPE_SUFFIX = '_FeedbackMessage'


def get_action_names_and_types(node: Node) -> NamesAndTypes:
    """Return all actions with their types, as a node sees them."""
    return _actions(node.get_topic_names_and_types())


def get_action_server_names_and_types_by_node(
    node: Node, remote_node_name: str, remote_node_namespace: str
) -> NamesAndTypes:
    """
    Return the actions that another node serves, with their types.

    :raises NodeNameNonExistentError: when there is no such node.
    """
    return _actions(
        node.get_publisher_names_and_types_by_node(remote_node_name, remote_node_namespace)
    )


def get_action_client_names_and_types_by_node(
    node: Node, remote_node_name: str, remote_node_namespace: str
) -> NamesAndTypes:
    """
    Return the actions of which another node is a client, with their types.

    :raises NodeNameNonExistentError: when there is no such node.
    """
    return _actions(
        node.get_subscriber_names_and_types_by_node(remote_node_name, remote_node_namespace)
    )


def _actions(topics: NamesAndTypes) -> NamesAndTypes:
    return [
        (name.removesuffix(FEEDBACK), [each.removesuffix(_TYPE_SUFFIX) for each in types])
        for name, types in topics
        if name.endswith(FEEDBACK)
    ]
