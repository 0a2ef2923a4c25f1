# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Check node names."""

from __future__ import annotations

from rclpy.exceptions import InvalidNodeNameException
from ros_embedded.names import InvalidNameError, check_node_name


def validate_node_name(node_name: str) -> bool:
    """Return True; raise InvalidNodeNameException when the name breaks the rules."""
    try:
        check_node_name(node_name)
    except InvalidNameError as error:
        raise InvalidNodeNameException(node_name, error.reason, error.index) from error
    return True
