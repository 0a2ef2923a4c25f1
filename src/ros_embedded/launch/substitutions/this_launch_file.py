# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The path of the launch file as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class ThisLaunchFile(Substitution):
    """Stand for the path of the launch file that is being run."""

    def describe(self) -> str:
        """Return the name of the substitution."""
        return 'ThisLaunchFile()'

    def perform(self, context: LaunchContext) -> str:
        """Return the path; raise SubstitutionFailure outside of a launch file."""
        path = context.get_locals_as_dict().get('current_launch_file_path')
        if path is None:
            raise SubstitutionFailure(
                'ThisLaunchFile is used outside of a launch file (in a script)'
            )
        return str(path)
