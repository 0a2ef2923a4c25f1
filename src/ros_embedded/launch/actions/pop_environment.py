# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""End a scope of the environment."""

from __future__ import annotations

from launch.action import Action
from launch.launch_context import LaunchContext


class PopEnvironment(Action):
    """Restore the environment of the last PushEnvironment."""

    def execute(self, context: LaunchContext) -> None:
        """Restore the environment."""
        context._pop_environment()
