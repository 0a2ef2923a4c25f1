# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""One of two values, chosen by a condition, as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.conditions.evaluate_condition_expression import (
    InvalidConditionExpressionError,
    evaluate_condition_expression,
)
from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class IfElseSubstitution(Substitution):
    """Stand for `if_value` when the condition is true, else for `else_value`."""

    def __init__(
        self,
        condition: SomeSubstitutionsType,
        if_value: SomeSubstitutionsType = '',
        else_value: SomeSubstitutionsType = '',
    ) -> None:
        """Store the condition and both values."""
        self._condition = normalize_to_list_of_substitutions(condition)
        self._if_value = normalize_to_list_of_substitutions(if_value)
        self._else_value = normalize_to_list_of_substitutions(else_value)

    def describe(self) -> str:
        """Return condition and values."""
        parts = (
            ' + '.join(token.describe() for token in tokens)
            for tokens in (self._condition, self._if_value, self._else_value)
        )
        return f'IfElseSubstitution({", ".join(parts)})'

    def perform(self, context: LaunchContext) -> str:
        """Return the chosen value; raise SubstitutionFailure when the condition is no boolean."""
        try:
            chosen = evaluate_condition_expression(context, self._condition)
        except InvalidConditionExpressionError as error:
            raise SubstitutionFailure(f'IfElseSubstitution: {error}') from error
        return perform_substitutions(context, self._if_value if chosen else self._else_value)
