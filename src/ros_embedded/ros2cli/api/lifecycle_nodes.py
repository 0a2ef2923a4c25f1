# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Lifecycle nodes of the graph, their states and transitions."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ros2cli.api.cli_node import wait_until
from ros2cli.api.graph_completion import add_completed, complete_node
from ros2cli.api.graph_names import absolute_name, is_hidden
from ros2cli.api.service_client import call_service
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node

_DISCOVERY_S = 2.0
_SERVICE, _TYPE = '/get_state', 'lifecycle_msgs/srv/GetState'


def add_node_arguments(parser: argparse.ArgumentParser, **options: Any) -> None:
    """Add the arguments that name a lifecycle node."""
    add_completed(parser, 'node_name', complete_node, **options)
    parser.add_argument(
        '--include-hidden-nodes', action='store_true', help='Consider hidden nodes as well'
    )


def lifecycle_nodes(node: Node, include_hidden: bool) -> list[str]:
    """Return the full names of the lifecycle nodes that are known now, sorted."""
    nodes = set(node.get_fully_qualified_node_names())
    names = {
        service.removesuffix(_SERVICE)
        for service, types in node.get_service_names_and_types()
        if service.endswith(_SERVICE) and _TYPE in types
    }
    return sorted(name for name in names & nodes if include_hidden or not is_hidden(name))


def require_lifecycle_node(node: Node, name: str, include_hidden: bool) -> str:
    """Return the full name of a lifecycle node; raise CliError when there is none of the name."""
    full_name = absolute_name(name)
    if not wait_until(
        node, lambda: full_name in lifecycle_nodes(node, include_hidden), _DISCOVERY_S
    ):
        raise CliError(
            f"Node not found: '{full_name}'; check the name with `ros2 lifecycle nodes`"
        )
    return full_name


def state_of(node: Node, name: str) -> Any:
    """Return the State message of a lifecycle node."""
    from lifecycle_msgs.srv import GetState

    request = GetState.Request()
    return call_service(node, GetState, f'{name}/get_state', request, None).current_state


def transitions_of(node: Node, name: str, *, graph: bool = False) -> list[Any]:
    """Return the TransitionDescription messages from its state, or all that there are."""
    from lifecycle_msgs.srv import GetAvailableTransitions

    service = f'{name}/get_transition_graph' if graph else f'{name}/get_available_transitions'
    request = GetAvailableTransitions.Request()
    response = call_service(node, GetAvailableTransitions, service, request, None)
    return list(response.available_transitions)


def change_state(node: Node, name: str, transition: Any) -> bool:
    """Let a lifecycle node go through a transition; return whether it succeeded."""
    from lifecycle_msgs.srv import ChangeState

    request = ChangeState.Request(transition=transition)
    return call_service(node, ChangeState, f'{name}/change_state', request, None).success
