# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The error that a refused request to the safety gate raises."""

from __future__ import annotations


class ControlError(RuntimeError):
    """Say why the gate refuses a request or a setting, and what to do."""
