# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The error raised for a launch file that cannot be loaded."""

from __future__ import annotations


class InvalidLaunchFileError(Exception):
    """Say which launch file could not be loaded and why."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the file and the reason."""
        super().__init__(f"cannot load the launch file '{path}': {reason}")
        self.path = path
        self.reason = reason
