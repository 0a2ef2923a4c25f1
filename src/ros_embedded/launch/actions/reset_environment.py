# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Restore the environment the launch was started with."""

from __future__ import annotations

from launch.action import Action
from launch.launch_context import LaunchContext


class ResetEnvironment(Action):
    """Restore the environment the launch was started with."""

    def execute(self, context: LaunchContext) -> None:
        """Restore the environment."""
        context._reset_environment()
