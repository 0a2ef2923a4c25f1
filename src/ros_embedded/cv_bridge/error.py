# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What goes wrong with images."""

from __future__ import annotations


class CvBridgeError(TypeError):
    """An image cannot be converted."""
