# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The inequality of two values as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.substitutions.equals_substitution import EqualsSubstitution

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class NotEqualsSubstitution(EqualsSubstitution):
    """Stand for 'true' when two values differ."""

    def perform(self, context: LaunchContext) -> str:
        """Return 'true' or 'false'."""
        return str(not self._equal(context)).lower()
