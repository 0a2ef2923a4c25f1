# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""End a scope of the launch configurations."""

from __future__ import annotations

from launch.action import Action
from launch.launch_context import LaunchContext


class PopLaunchConfigurations(Action):
    """Restore the launch configurations of the last PushLaunchConfigurations."""

    def execute(self, context: LaunchContext) -> None:
        """Restore the launch configurations."""
        context._pop_launch_configurations()
