# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Push a namespace."""

from __future__ import annotations

from typing import Any

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType
from launch.substitution import Substitution
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions

from launch_ros.utilities.namespaces import (
    make_namespace_absolute,
    prefix_namespace,
    validate_namespace,
)


class PushRosNamespace(Action):
    """
    Push a namespace onto that of the scope.

    It holds until the scope ends; a GroupAction is a scope.
    """

    def __init__(self, namespace: SomeSubstitutionsType, **kwargs: Any) -> None:
        """Store the namespace; an absolute one replaces that of the scope."""
        super().__init__(**kwargs)
        self.__namespace = normalize_to_list_of_substitutions(namespace)

    @property
    def namespace(self) -> list[Substitution]:
        """Return the namespace."""
        return self.__namespace

    def describe(self) -> str:
        """Return the namespace."""
        return f'PushRosNamespace({" + ".join(one.describe() for one in self.__namespace)})'

    def execute(self, context: LaunchContext) -> None:
        """Push the namespace; raise ValueError when it is not valid."""
        pushed = perform_substitutions(context, self.__namespace)
        current = context.launch_configurations.get('ros_namespace')
        namespace = make_namespace_absolute(prefix_namespace(current, pushed))
        if namespace is None:
            return
        validate_namespace(namespace)
        context.launch_configurations['ros_namespace'] = namespace
