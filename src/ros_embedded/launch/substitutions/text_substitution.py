# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Plain text as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launch.substitution import Substitution

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class TextSubstitution(Substitution):
    """Stand for a fixed text."""

    def __init__(self, *, text: str) -> None:
        """Store the text."""
        if not isinstance(text, str):
            raise TypeError(f"TextSubstitution needs a str, got '{text}' of {type(text).__name__}")
        self.__text = text

    @property
    def text(self) -> str:
        """Return the text."""
        return self.__text

    def describe(self) -> str:
        """Return the text in quotes."""
        return f"'{self.__text}'"

    def perform(self, context: LaunchContext) -> str:
        """Return the text."""
        return self.__text
