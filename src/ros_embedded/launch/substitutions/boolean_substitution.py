# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Boolean operators as substitutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.conditions.evaluate_condition_expression import (
    InvalidConditionExpressionError,
    evaluate_condition_expression,
)
from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class _BooleanSubstitution(Substitution):
    """Hold operands that give true or false."""

    def __init__(self, *operands: SomeSubstitutionsType) -> None:
        """Store the operands."""
        self._operands = [normalize_to_list_of_substitutions(one) for one in operands]

    def describe(self) -> str:
        """Return the operands."""
        parts = (' + '.join(one.describe() for one in parts) for parts in self._operands)
        return f'{type(self).__name__}({" ".join(parts)})'

    def _values(self, context: LaunchContext) -> list[bool]:
        try:
            return [evaluate_condition_expression(context, one) for one in self._operands]
        except InvalidConditionExpressionError as error:
            raise SubstitutionFailure(f'{type(self).__name__}: {error}') from error


class NotSubstitution(_BooleanSubstitution):
    """Stand for the negation of a boolean."""

    def __init__(self, value: SomeSubstitutionsType) -> None:
        """Store the value."""
        super().__init__(value)

    def perform(self, context: LaunchContext) -> str:
        """Return 'true' or 'false'."""
        return str(not self._values(context)[0]).lower()


class AndSubstitution(_BooleanSubstitution):
    """Stand for 'true' when both values are true."""

    def __init__(self, left: SomeSubstitutionsType, right: SomeSubstitutionsType) -> None:
        """Store both values."""
        super().__init__(left, right)

    def perform(self, context: LaunchContext) -> str:
        """Return 'true' or 'false'."""
        return str(all(self._values(context))).lower()


class OrSubstitution(_BooleanSubstitution):
    """Stand for 'true' when at least one of two values is true."""

    def __init__(self, left: SomeSubstitutionsType, right: SomeSubstitutionsType) -> None:
        """Store both values."""
        super().__init__(left, right)

    def perform(self, context: LaunchContext) -> str:
        """Return 'true' or 'false'."""
        return str(any(self._values(context))).lower()


class AnySubstitution(_BooleanSubstitution):
    """Stand for 'true' when at least one value is true."""

    def perform(self, context: LaunchContext) -> str:
        """Return 'true' or 'false'."""
        return str(any(self._values(context))).lower()


class AllSubstitution(_BooleanSubstitution):
    """Stand for 'true' when all values are true."""

    def perform(self, context: LaunchContext) -> str:
        """Return 'true' or 'false'."""
        return str(all(self._values(context))).lower()
