# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A condition on a launch configuration not having a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.conditions.launch_configuration_equals import LaunchConfigurationEquals

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class LaunchConfigurationNotEquals(LaunchConfigurationEquals):
    """Hold when a launch configuration has another value."""

    def _equals(self, context: LaunchContext) -> bool:
        return not super()._equals(context)
