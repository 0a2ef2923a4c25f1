# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The value of a loop as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from launch.substitutions.named_value import NamedValue

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class ForEachVar(NamedValue):
    """Stand for a value of the present turn of a ForEach."""

    def _find(self, context: LaunchContext, name: str) -> Any:
        from launch.actions.for_loop import local_name

        return context.get_locals_as_dict().get(local_name(name))

    def _explain_absence(self, name: str) -> str:
        return f"no loop around here has a value '{name}'"


class ForLoopIndex(ForEachVar):
    """Stand for the number of the present turn of a ForLoop."""

    def __init__(self, name: SomeSubstitutionsType) -> None:
        """Store the name of the loop."""
        super().__init__(name)
