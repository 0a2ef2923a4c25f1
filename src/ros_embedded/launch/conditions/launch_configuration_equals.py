# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A condition on the value of a launch configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.condition import Condition
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class LaunchConfigurationEquals(Condition):
    """Hold when a launch configuration has a value; None means that it is not set."""

    def __init__(
        self, launch_configuration_name: str, expected_value: SomeSubstitutionsType | None
    ) -> None:
        """Store the name of the launch configuration and the expected value."""
        self._name = launch_configuration_name
        self._expected = (
            None if expected_value is None else normalize_to_list_of_substitutions(expected_value)
        )
        super().__init__(predicate=self._equals)

    def describe(self) -> str:
        """Return name and expected value."""
        expected = 'None' if self._expected is None else self._describe_tokens(self._expected)
        return f'{type(self).__name__}({self._name}, {expected})'

    def _equals(self, context: LaunchContext) -> bool:
        expected = (
            None if self._expected is None else perform_substitutions(context, self._expected)
        )
        return context.launch_configurations.get(self._name) == expected
