# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Begin a scope of the environment."""

from __future__ import annotations

from launch.action import Action
from launch.launch_context import LaunchContext


class PushEnvironment(Action):
    """Save the environment for a later PopEnvironment."""

    def execute(self, context: LaunchContext) -> None:
        """Save the environment."""
        context._push_environment()
