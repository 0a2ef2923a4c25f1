# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Unset an environment variable."""

from __future__ import annotations

from launch.actions.unset_named_text import UnsetNamedText
from launch.launch_context import LaunchContext


class UnsetEnvironmentVariable(UnsetNamedText):
    """Unset an environment variable if it is set."""

    def _unset(self, context: LaunchContext, name: str) -> None:
        context.environment.pop(name, None)
