# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The error of bags that cannot be written or read."""

from __future__ import annotations


class BagError(RuntimeError):
    """Say which bag or file cannot be written or read, and why."""
