# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The description of a composable node."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from launch.condition import Condition
from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions

if TYPE_CHECKING:
    from launch.some_substitutions_type import SomeSubstitutionsType

    from launch_ros.parameters_type import SomeParameters
    from launch_ros.remap_rule_type import SomeRemapRules


class ComposableNode:
    """Say what a container would load; see launch_ros.actions.composition."""

    def __init__(
        self,
        *,
        package: SomeSubstitutionsType,
        plugin: SomeSubstitutionsType,
        name: SomeSubstitutionsType | None = None,
        namespace: SomeSubstitutionsType | None = None,
        parameters: SomeParameters | None = None,
        remappings: SomeRemapRules | None = None,
        extra_arguments: Iterable[Any] | None = None,
        condition: Condition | None = None,
    ) -> None:
        """Store the description."""
        self.__package = normalize_to_list_of_substitutions(package)
        self.__plugin = normalize_to_list_of_substitutions(plugin)
        self.__name = None if name is None else normalize_to_list_of_substitutions(name)
        self.namespace = namespace
        self.parameters = parameters
        self.remappings = remappings
        self.extra_arguments = extra_arguments
        self.condition = condition

    @property
    def package(self) -> list[Substitution]:
        """Return the package."""
        return self.__package

    @property
    def node_plugin(self) -> list[Substitution]:
        """Return the name of the class."""
        return self.__plugin

    @property
    def node_name(self) -> list[Substitution] | None:
        """Return the name of the node."""
        return self.__name
