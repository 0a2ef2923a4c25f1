# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Base class of substitutions: text that is known only when the launch runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class Substitution:
    """Stand for text that is computed when an action is executed."""

    def perform(self, context: LaunchContext) -> str:
        """Return the text this substitution stands for."""
        raise NotImplementedError(f'{type(self).__name__} does not implement perform()')

    def describe(self) -> str:
        """Return a description that needs no launch context."""
        return type(self).__name__
