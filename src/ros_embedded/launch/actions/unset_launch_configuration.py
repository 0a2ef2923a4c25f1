# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Unset a launch configuration."""

from __future__ import annotations

from launch.actions.unset_named_text import UnsetNamedText
from launch.launch_context import LaunchContext


class UnsetLaunchConfiguration(UnsetNamedText):
    """Unset a launch configuration if it is set."""

    def _unset(self, context: LaunchContext, name: str) -> None:
        context.launch_configurations.pop(name, None)
