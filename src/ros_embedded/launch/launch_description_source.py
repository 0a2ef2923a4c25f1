# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Where a launch description comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.launch_description import LaunchDescription

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class LaunchDescriptionSource:
    """Hold a launch description, or the location of the file that gives it."""

    def __init__(
        self,
        launch_description: LaunchDescription | None = None,
        location: SomeSubstitutionsType | None = None,
        method: str = 'unspecified mechanism from a script',
    ) -> None:
        """Store a description, or the location (with substitutions) to load it from."""
        from launch.utilities import normalize_to_list_of_substitutions

        self.__launch_description = launch_description
        self.__location = normalize_to_list_of_substitutions(location or '<script>')
        self.__expanded_location: str | None = None if launch_description is None else '<script>'
        self.__method = method

    @property
    def location(self) -> str:
        """Return the location, expanded once the description was loaded."""
        if self.__expanded_location is not None:
            return self.__expanded_location
        return ' + '.join(token.describe() for token in self.__location)

    @property
    def method(self) -> str:
        """How the description is loaded, in words."""
        return self.__method

    def try_get_launch_description_without_context(self) -> LaunchDescription | None:
        """Return the description if its location can be known before the launch runs."""
        from launch.launch_context import LaunchContext
        from launch.substitutions import SubstitutionFailure

        if self.__launch_description is not None:
            return self.__launch_description
        try:
            return self.get_launch_description(LaunchContext())
        except SubstitutionFailure:
            self.__expanded_location = None
            return None

    def get_launch_description(self, context: LaunchContext) -> LaunchDescription:
        """Return the description, loaded at the first call."""
        from launch.utilities import perform_substitutions

        if self.__launch_description is None:
            location = perform_substitutions(context, self.__location)
            self.__expanded_location = location
            self.__launch_description = self._get_launch_description(location)
        return self.__launch_description

    def _get_launch_description(self, location: str) -> LaunchDescription:
        raise NotImplementedError(f'{type(self).__name__} does not load from a location')
