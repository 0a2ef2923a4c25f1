# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The path of an executable as a substitution."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class FindExecutable(Substitution):
    """Stand for the path of an executable on PATH."""

    def __init__(self, *, name: SomeSubstitutionsType) -> None:
        """Store the name of the executable."""
        self.__name = normalize_to_list_of_substitutions(name)

    @property
    def name(self) -> list[Substitution]:
        """Return the name of the executable."""
        return self.__name

    def describe(self) -> str:
        """Return the name."""
        return f'FindExec({" + ".join(token.describe() for token in self.__name)})'

    def perform(self, context: LaunchContext) -> str:
        """Return the path; raise SubstitutionFailure when the executable is not on PATH."""
        name = perform_substitutions(context, self.__name)
        path = shutil.which(name, path=context.environment.get('PATH'))
        if path is None:
            raise SubstitutionFailure(f"executable '{name}' not found on the PATH")
        return path
