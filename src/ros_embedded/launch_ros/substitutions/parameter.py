# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The value of a global parameter as a substitution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from launch.substitutions.named_value import NamedValue

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext
    from launch.some_substitutions_type import SomeSubstitutionsType


class Parameter(NamedValue):
    """Stand for the value that SetParameter gave a parameter in this scope."""

    def __init__(
        self, name: SomeSubstitutionsType, *, default: SomeSubstitutionsType | None = None
    ) -> None:
        """Store the name, and the value to use when the parameter is not set."""
        super().__init__(name, default_value=default)

    def _find(self, context: LaunchContext, name: str) -> Any:
        for entry in reversed(context.launch_configurations.get('global_params', [])):
            if isinstance(entry, tuple) and entry[0] == name:
                return entry[1]
        return None

    def _explain_absence(self, name: str) -> str:
        return f"parameter '{name}' is not set by SetParameter"
