# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Begin a scope of the launch configurations."""

from __future__ import annotations

from launch.action import Action
from launch.launch_context import LaunchContext


class PushLaunchConfigurations(Action):
    """Save the launch configurations for a later PopLaunchConfigurations."""

    def execute(self, context: LaunchContext) -> None:
        """Save the launch configurations."""
        context._push_launch_configurations()
