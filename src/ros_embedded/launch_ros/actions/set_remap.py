# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Set a remapping of all nodes in the scope."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions


class SetRemap(Action):
    """Set a remapping of all nodes in the scope that start from then on."""

    def __init__(
        self, src: SomeSubstitutionsType, dst: SomeSubstitutionsType, **kwargs: Any
    ) -> None:
        """Store the old and the new name."""
        super().__init__(**kwargs)
        self.__src = normalize_to_list_of_substitutions(src)
        self.__dst = normalize_to_list_of_substitutions(dst)

    def execute(self, context: LaunchContext) -> None:
        """Add the remapping to those of the scope."""
        rule = (
            perform_substitutions(context, self.__src),
            perform_substitutions(context, self.__dst),
        )
        others = context.launch_configurations.get('ros_remaps', [])
        context.launch_configurations['ros_remaps'] = [*others, rule]
