# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Set the parameters of a file in all nodes of the scope."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType

from launch_ros.parameter_descriptions import ParameterFile


class SetParametersFromFile(Action):
    """Give a parameter file to all nodes in the scope that start from then on."""

    def __init__(self, filename: SomeSubstitutionsType | ParameterFile, **kwargs: Any) -> None:
        """Store the path of the file."""
        super().__init__(**kwargs)
        self.__file = filename if isinstance(filename, ParameterFile) else ParameterFile(filename)

    def execute(self, context: LaunchContext) -> None:
        """Add the file to those of the scope."""
        others = context.launch_configurations.get('global_params', [])
        path = self.__file.evaluate(context)
        context.launch_configurations['global_params'] = [*others, path]
