# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Actions of the graph by their names."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ros2cli.api.cli_node import cli_node, wait_for_discovery, wait_until
from ros2cli.api.graph_completion import add_completed
from ros2cli.api.graph_names import absolute_name
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node

_DISCOVERY_S = 2.0
_COMPLETION_S = 0.5


def discover_actions(spin_time_s: float) -> list[tuple[str, list[str]]]:
    """Return names and types of the actions of the graph, sorted."""
    from rclpy.action import get_action_names_and_types

    with cli_node() as node:
        wait_for_discovery(node, spin_time_s)
        return get_action_names_and_types(node)


def find_action_types(node: Node, action: str) -> list[str]:
    """Return the types of an action; raise CliError when it has no server and no client."""
    from rclpy.action import get_action_names_and_types

    name = absolute_name(action)
    types = wait_until(
        node, lambda: dict(get_action_names_and_types(node)).get(name), _DISCOVERY_S
    )
    if not types:
        raise CliError(f"unknown action '{name}': check the name with `ros2 action list`")
    return types


def complete_action(prefix: str, **_: Any) -> list[str]:
    """Return the names of actions."""
    names = [name for name, _ in discover_actions(_COMPLETION_S)]
    return [name for name in names if name.startswith(absolute_name(prefix))]


def add_action_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument that names an action."""
    add_completed(
        parser, 'action_name', complete_action, help="Name of the ROS action ('/fibonacci')"
    )
