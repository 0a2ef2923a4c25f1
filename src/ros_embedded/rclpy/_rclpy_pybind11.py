# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Names that programs import from rclpy's binary module."""

from __future__ import annotations

from rclpy.exceptions import InvalidHandle, RCLError, UnsupportedEventTypeError
from rclpy.impl.node_graph import NodeNameNonExistentError

__all__ = ['InvalidHandle', 'NodeNameNonExistentError', 'RCLError', 'UnsupportedEventTypeError']
