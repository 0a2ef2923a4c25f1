# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Joined texts as a substitution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class StringJoinSubstitution(Substitution):
    """Stand for texts joined with a delimiter."""

    def __init__(
        self,
        substitutions: Iterable[SomeSubstitutionsType],
        delimiter: SomeSubstitutionsType = '',
    ) -> None:
        """Store the texts and the delimiter."""
        self.__substitutions = [normalize_to_list_of_substitutions(one) for one in substitutions]
        self.__delimiter = normalize_to_list_of_substitutions(delimiter)

    def describe(self) -> str:
        """Return the texts."""
        parts = (' + '.join(one.describe() for one in parts) for parts in self.__substitutions)
        return f'StringJoin({", ".join(parts)})'

    def perform(self, context: LaunchContext) -> str:
        """Return the joined text."""
        return perform_substitutions(context, self.__delimiter).join(
            perform_substitutions(context, parts) for parts in self.__substitutions
        )
