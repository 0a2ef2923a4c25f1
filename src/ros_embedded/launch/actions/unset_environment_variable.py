# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Unset an environment variable."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions


class UnsetEnvironmentVariable(Action):
    """Unset an environment variable if it is set."""

    def __init__(self, name: SomeSubstitutionsType, **kwargs: Any) -> None:
        """Store the name."""
        super().__init__(**kwargs)
        self.__name = normalize_to_list_of_substitutions(name)

    def execute(self, context: LaunchContext) -> None:
        """Unset the variable."""
        context.environment.pop(perform_substitutions(context, self.__name), None)
