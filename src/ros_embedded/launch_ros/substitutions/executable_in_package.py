# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The path of an executable of a ROS package as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.substitutions import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

from ros_embedded.packages.index import PackageError, find_executable

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class ExecutableInPackage(Substitution):
    """Stand for the path of an executable of a package."""

    def __init__(self, executable: SomeSubstitutionsType, package: SomeSubstitutionsType) -> None:
        """Store the names of executable and package."""
        self.__executable = normalize_to_list_of_substitutions(executable)
        self.__package = normalize_to_list_of_substitutions(package)

    @property
    def executable(self) -> list[Substitution]:
        """Return the name of the executable."""
        return self.__executable

    @property
    def package(self) -> list[Substitution]:
        """Return the name of the package."""
        return self.__package

    def describe(self) -> str:
        """Return the names."""
        executable = ' + '.join(token.describe() for token in self.__executable)
        package = ' + '.join(token.describe() for token in self.__package)
        return f'ExecInPkg(pkg={package}, exec={executable})'

    def perform(self, context: LaunchContext) -> str:
        """Return the path; raise SubstitutionFailure when package or executable is unknown."""
        executable = perform_substitutions(context, self.__executable)
        package = perform_substitutions(context, self.__package)
        try:
            return str(find_executable(package, executable))
        except PackageError as error:
            raise SubstitutionFailure(str(error.args[0])) from error
