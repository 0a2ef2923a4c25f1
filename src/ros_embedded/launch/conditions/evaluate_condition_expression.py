# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read text as true or false."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.utilities.perform_substitutions import perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext

VALID_TRUE_EXPRESSIONS = ['true', '1']
VALID_FALSE_EXPRESSIONS = ['false', '0']


class InvalidConditionExpressionError(Exception):
    """Say which expression is neither true nor false."""


def evaluate_condition_expression(
    context: LaunchContext, expression: Iterable[Substitution]
) -> bool:
    """Return True for 'true' and '1', False for 'false' and '0', whatever the case."""
    text = perform_substitutions(context, expression)
    lowered = text.strip().lower()
    if lowered in VALID_TRUE_EXPRESSIONS:
        return True
    if lowered in VALID_FALSE_EXPRESSIONS:
        return False
    allowed = ', '.join(VALID_TRUE_EXPRESSIONS + VALID_FALSE_EXPRESSIONS)
    raise InvalidConditionExpressionError(
        f"the condition expression '{text}' is neither true nor false: use one of {allowed}"
    )
