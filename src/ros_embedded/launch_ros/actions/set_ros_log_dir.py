# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Set the folder for the log files of nodes."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions


class SetROSLogDir(Action):
    """Set the folder for the log files of the nodes that start from then on."""

    def __init__(self, new_log_dir: SomeSubstitutionsType, **kwargs: Any) -> None:
        """Store the folder."""
        super().__init__(**kwargs)
        self.__new_log_dir = normalize_to_list_of_substitutions(new_log_dir)

    def describe(self) -> str:
        """Return the folder."""
        return f'SetROSLogDir({" + ".join(one.describe() for one in self.__new_log_dir)})'

    def execute(self, context: LaunchContext) -> None:
        """Set it in the environment of processes."""
        context.environment['ROS_LOG_DIR'] = perform_substitutions(context, self.__new_log_dir)
