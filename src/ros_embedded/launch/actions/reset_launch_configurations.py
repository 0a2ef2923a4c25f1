# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Forget launch configurations."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions


class ResetLaunchConfigurations(Action):
    """Forget all launch configurations but those given."""

    def __init__(
        self,
        launch_configurations: dict[SomeSubstitutionsType, SomeSubstitutionsType] | None = None,
        **kwargs: Any,
    ) -> None:
        """Store the launch configurations to set."""
        super().__init__(**kwargs)
        self.__launch_configurations = [
            (normalize_to_list_of_substitutions(name), normalize_to_list_of_substitutions(value))
            for name, value in (launch_configurations or {}).items()
        ]

    def execute(self, context: LaunchContext) -> None:
        """Forget all but the given launch configurations."""
        kept = {
            perform_substitutions(context, name): perform_substitutions(context, value)
            for name, value in self.__launch_configurations
        }
        context.launch_configurations.clear()
        context.launch_configurations.update(kept)
