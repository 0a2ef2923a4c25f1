# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The error that every problem with a robot description raises."""

from __future__ import annotations


class RobotError(ValueError):
    """Say which robot file and key is wrong, and what would be right."""
