# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A condition on an expression being false."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.condition import Condition
from launch.conditions.evaluate_condition_expression import evaluate_condition_expression
from launch.utilities import normalize_to_list_of_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class UnlessCondition(Condition):
    """Hold when the expression is false."""

    def __init__(self, predicate_expression: SomeSubstitutionsType) -> None:
        """Store the expression: text or substitutions that give true, 1, false or 0."""
        self._expression = normalize_to_list_of_substitutions(predicate_expression)
        super().__init__(predicate=self._is_false)

    def describe(self) -> str:
        """Return the expression."""
        return f'UnlessCondition({self._describe_tokens(self._expression)})'

    def _is_false(self, context: LaunchContext) -> bool:
        return not evaluate_condition_expression(context, self._expression)
