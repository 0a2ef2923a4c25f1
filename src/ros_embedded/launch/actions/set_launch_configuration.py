# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Set a launch configuration."""

from __future__ import annotations

from launch.actions.set_named_text import SetNamedText
from launch.launch_context import LaunchContext


class SetLaunchConfiguration(SetNamedText):
    """Set a launch configuration in the current scope."""

    def _set(self, context: LaunchContext, name: str, value: str) -> None:
        context.launch_configurations[name] = value
