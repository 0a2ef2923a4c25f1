# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Joined paths as a substitution."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class PathJoinSubstitution(Substitution):
    """Stand for the path that os.path.join makes of its components."""

    def __init__(self, substitutions: Iterable[SomeSubstitutionsType]) -> None:
        """Store the components; each is text, a substitution, or a list to concatenate."""
        components = (
            [substitutions] if isinstance(substitutions, (str, Substitution)) else substitutions
        )
        self.__substitutions = [normalize_to_list_of_substitutions(one) for one in components]

    @property
    def substitutions(self) -> list[list[Substitution]]:
        """Return the components."""
        return self.__substitutions

    def describe(self) -> str:
        """Return the components."""
        parts = (' + '.join(one.describe() for one in parts) for parts in self.__substitutions)
        return f'PathJoin({", ".join(parts)})'

    def perform(self, context: LaunchContext) -> str:
        """Return the joined path."""
        return os.path.join(
            *(perform_substitutions(context, parts) for parts in self.__substitutions)
        )

    def __truediv__(self, additional: SomeSubstitutionsType) -> PathJoinSubstitution:
        """Return a substitution with one more component."""
        return PathJoinSubstitution([*self.__substitutions, additional])


class PathSubstitution(PathJoinSubstitution):
    """Stand for a path that grows with the operator `/`."""

    def __init__(self, path: SomeSubstitutionsType) -> None:
        """Store the first component."""
        super().__init__([path])
