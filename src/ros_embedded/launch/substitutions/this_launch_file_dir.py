# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The folder of the launch file as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class ThisLaunchFileDir(Substitution):
    """Stand for the folder of the launch file that is being run."""

    def describe(self) -> str:
        """Return the name of the substitution."""
        return 'ThisLaunchFileDir()'

    def perform(self, context: LaunchContext) -> str:
        """Return the folder; raise SubstitutionFailure outside of a launch file."""
        folder = context.get_locals_as_dict().get('current_launch_file_directory')
        if folder is None:
            raise SubstitutionFailure(
                'ThisLaunchFileDir is used outside of a launch file (in a script)'
            )
        return str(folder)
