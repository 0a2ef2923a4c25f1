# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The value of an environment variable as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.substitutions.named_value import NamedValue

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class EnvironmentVariable(NamedValue):
    """Stand for the value of an environment variable."""

    def _short_name(self) -> str:
        return 'EnvVar'

    def _find(self, context: LaunchContext, name: str) -> str | None:
        return context.environment.get(name)

    def _explain_absence(self, name: str) -> str:
        return f"environment variable '{name}' does not exist"
