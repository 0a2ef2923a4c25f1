# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Call services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ros2cli.api.cli_node import wait_until
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.spin import spin_until
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node


_DISCOVERY_S = 2.0


def find_service_types(node: Node, service: str) -> list[str]:
    """Return the types of a service; raise CliError when nobody offers or calls it."""
    name = absolute_name(service)
    types = wait_until(
        node, lambda: dict(node.get_service_names_and_types()).get(name), _DISCOVERY_S
    )
    if not types:
        raise CliError(f"unknown service '{name}': check the name with `ros2 service list`")
    return types


def call_service(
    node: Node, service_type: Any, name: str, request: Any, timeout_s: float | None
) -> Any:
    """
    Return the response of a service; raise CliError when it does not answer in time.

    Without a time limit, wait for the service and its answer for ever.
    """
    client = node.create_client(service_type, name)
    try:
        if not client.wait_for_service(timeout_sec=timeout_s):
            if not node.context.ok():
                raise KeyboardInterrupt
            raise CliError(
                f"service '{name}' is not available after {timeout_s:g} s: check the name with "
                '`ros2 service list`'
            )
        future = client.call_async(request)
        if not spin_until(node, future.done, timeout_s):
            raise CliError(f"service '{name}' did not answer within {timeout_s:g} s")
        return future.result()
    finally:
        node.destroy_client(client)
