# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The folder of the log files as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.substitution import Substitution

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class LaunchLogDir(Substitution):
    """Stand for the folder of this launch's log files."""

    def describe(self) -> str:
        """Return the name of the substitution."""
        return 'LaunchLogDir()'

    def perform(self, context: LaunchContext) -> str:
        """Return the folder."""
        import launch.logging

        return launch.logging.launch_config.log_dir
