# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Base class of conditions, which decide whether an action is executed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class Condition:
    """Decide with a predicate on the launch context."""

    def __init__(self, *, predicate: Callable[[LaunchContext], bool] | None = None) -> None:
        """Store the predicate; a condition without one is an error when evaluated."""
        self._predicate = predicate

    def describe(self) -> str:
        """Return a description that needs no launch context."""
        return type(self).__name__

    def evaluate(self, context: LaunchContext) -> bool:
        """Return the predicate's answer."""
        if self._predicate is None:
            raise NotImplementedError(f'{type(self).__name__} has no predicate')
        return bool(self._predicate(context))

    def _describe_tokens(self, tokens: list[Any]) -> str:
        """Return the joined descriptions of substitutions."""
        return ' + '.join(token.describe() for token in tokens)
