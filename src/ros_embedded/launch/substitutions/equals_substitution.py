# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The equality of two values as a substitution."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext

_TRUE = ('true', '1')
_FALSE = ('false', '0')


class EqualsSubstitution(Substitution):
    """Stand for 'true' when both values are equal as text, as booleans or as numbers."""

    def __init__(self, left: Any, right: Any) -> None:
        """Store both values: text, numbers, booleans, substitutions, or None (empty text)."""
        self.__left = _normalize(left)
        self.__right = _normalize(right)

    @property
    def left(self) -> list[Substitution]:
        """Return the left value."""
        return self.__left

    @property
    def right(self) -> list[Substitution]:
        """Return the right value."""
        return self.__right

    def describe(self) -> str:
        """Return both values."""
        left = ' + '.join(token.describe() for token in self.__left)
        right = ' + '.join(token.describe() for token in self.__right)
        return f'{type(self).__name__}({left} {right})'

    def perform(self, context: LaunchContext) -> str:
        """Return 'true' or 'false'."""
        return str(self._equal(context)).lower()

    def _equal(self, context: LaunchContext) -> bool:
        left = perform_substitutions(context, self.__left)
        right = perform_substitutions(context, self.__right)
        if left == right:
            return True
        for words in (_TRUE, _FALSE):
            if left.lower() in words and right.lower() in words:
                return True
        try:
            return math.isclose(float(left), float(right))
        except ValueError:
            return False


def _normalize(value: Any) -> list[Substitution]:
    if value is None:
        return normalize_to_list_of_substitutions('')
    if isinstance(value, (str, Substitution)):
        return normalize_to_list_of_substitutions(value)
    if isinstance(value, Iterable):
        return [token for one in value for token in _normalize(one)]
    return normalize_to_list_of_substitutions(str(value))
