# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Types of topics that are on the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ros2cli.api.cli_node import wait_until
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.interfaces import load_type
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node

_WAIT_S = 2.0


def find_topic_type(node: Node, topic: str, wait_s: float = _WAIT_S) -> str:
    """Return the type of a topic; raise CliError when nobody uses it or types differ."""
    name = absolute_name(topic)
    types = wait_until(node, lambda: dict(node.get_topic_names_and_types()).get(name), wait_s)
    if not types:
        raise CliError(
            f"could not determine the type of topic '{name}': it does not appear to be published; "
            'give the type as second argument, or check the name with `ros2 topic list`'
        )
    if len(types) > 1:
        raise CliError(
            f"topic '{name}' has several types ({', '.join(types)}): give the one to use as "
            'second argument'
        )
    return types[0]


def load_topic_type(node: Node, topic: str, type_name: str | None) -> Any:
    """Return the message class of a topic, of the given type or of the one on the network."""
    return load_type(type_name or find_topic_type(node, topic), 'msg')
