# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Set an environment variable."""

from __future__ import annotations

from launch.actions.set_named_text import SetNamedText
from launch.launch_context import LaunchContext


class SetEnvironmentVariable(SetNamedText):
    """Set an environment variable of the processes that start from then on."""

    def _set(self, context: LaunchContext, name: str, value: str) -> None:
        context.environment[name] = value
