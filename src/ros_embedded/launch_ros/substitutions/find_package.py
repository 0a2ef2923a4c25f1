# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Folders of ROS packages as substitutions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from launch.substitution import Substitution
from launch.substitutions import SubstitutionFailure
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

from ros_embedded.packages.index import PackageError, find_prefix, find_share_folder

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class FindPackage(Substitution):
    """Stand for a folder of a package."""

    def __init__(self, package: SomeSubstitutionsType) -> None:
        """Store the name of the package."""
        self.__package = normalize_to_list_of_substitutions(package)

    @property
    def package(self) -> list[Substitution]:
        """Return the name of the package."""
        return self.__package

    def describe(self) -> str:
        """Return the name of the package."""
        return f'{type(self).__name__}({" + ".join(one.describe() for one in self.__package)})'

    def find(self, package_name: str) -> Path:
        """Return the folder; raise PackageError when the package is not known."""
        raise NotImplementedError(f'{type(self).__name__} does not implement find()')

    def perform(self, context: LaunchContext) -> str:
        """Return the folder; raise SubstitutionFailure when the package is not known."""
        try:
            return str(self.find(perform_substitutions(context, self.__package)))
        except PackageError as error:
            raise SubstitutionFailure(str(error.args[0])) from error


class FindPackagePrefix(FindPackage):
    """Stand for the install prefix of a package."""

    def find(self, package_name: str) -> Path:
        """Return the install prefix."""
        return find_prefix(package_name)


class FindPackageShare(FindPackage):
    """Stand for the share folder of a package."""

    def find(self, package_name: str) -> Path:
        """Return the share folder."""
        return find_share_folder(package_name)
