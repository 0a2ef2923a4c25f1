# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The content of a file as a substitution."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.substitutions.substitution_failure import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class FileContent(Substitution):
    """Stand for the content of a text file, for example a URDF."""

    def __init__(self, path: SomeSubstitutionsType) -> None:
        """Store the path."""
        self.__path = normalize_to_list_of_substitutions(path)

    @property
    def path(self) -> list[Substitution]:
        """Return the path."""
        return self.__path

    def describe(self) -> str:
        """Return the path."""
        return f'FileContent({" + ".join(token.describe() for token in self.__path)})'

    def perform(self, context: LaunchContext) -> str:
        """Return the content; raise SubstitutionFailure when the file cannot be read."""
        path = perform_substitutions(context, self.__path)
        try:
            return Path(path).read_text(encoding='utf-8')
        except OSError as error:
            raise SubstitutionFailure(f"cannot read '{path}': {error.strerror}") from error
