# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Log a message."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions


class LogInfo(Action):
    """Log a message at the level INFO."""

    def __init__(self, *, msg: SomeSubstitutionsType, **kwargs: Any) -> None:
        """Store the message."""
        super().__init__(**kwargs)
        self.__msg = normalize_to_list_of_substitutions(msg)

    def describe(self) -> str:
        """Return the message."""
        return f'LogInfo({" + ".join(token.describe() for token in self.__msg)})'

    def execute(self, context: LaunchContext) -> None:
        """Log the message."""
        import launch.logging

        launch.logging.get_logger('launch.user').info(perform_substitutions(context, self.__msg))
