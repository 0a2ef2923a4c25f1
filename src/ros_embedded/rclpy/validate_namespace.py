# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Check namespaces."""

from __future__ import annotations

from rclpy.exceptions import InvalidNamespaceException
from ros_embedded.names import InvalidNameError, check_namespace


def validate_namespace(namespace: str) -> bool:
    """Return True; raise InvalidNamespaceException when the namespace breaks the rules."""
    try:
        check_namespace(namespace)
    except InvalidNameError as error:
        raise InvalidNamespaceException(namespace, error.reason, error.index) from error
    return True
