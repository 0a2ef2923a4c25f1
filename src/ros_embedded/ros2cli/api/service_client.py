# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Call services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ros2cli.api.spin import spin_until
from ros2cli.cli_error import CliError

if TYPE_CHECKING:
    from rclpy.node import Node


def call_service(node: Node, service_type: Any, name: str, request: Any, timeout_s: float) -> Any:
    """Return the response of a service; raise CliError when it does not answer in time."""
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
