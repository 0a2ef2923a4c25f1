# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Containers of composable nodes, which do not exist here.

Many launch files import these names and use them only under a condition such as
`use_composition`. So they can be imported and described; executing them is an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from launch.action import Action
from launch.launch_context import LaunchContext
from launch.some_substitutions_type import SomeSubstitutionsType

from launch_ros.actions.node import Node
from launch_ros.descriptions.composable_node import ComposableNode

EXPLANATION = (
    '{} needs components, which are shared libraries of C++: ros_embedded has none; start each '
    'node as a process of its own with launch_ros.actions.Node (many launch files do so with '
    'use_composition:=False)'
)


class ComposableNodeContainer(Node):
    """A process that loads composable nodes; it cannot be executed."""

    def __init__(
        self,
        *,
        name: SomeSubstitutionsType,
        namespace: SomeSubstitutionsType | None = None,
        composable_node_descriptions: Iterable[ComposableNode] | None = None,
        **kwargs: Any,
    ) -> None:
        """Store what would be executed."""
        super().__init__(name=name, namespace=namespace, **kwargs)
        self.__descriptions = list(composable_node_descriptions or ())

    @property
    def composable_node_descriptions(self) -> list[ComposableNode]:
        """Return the nodes that would be loaded."""
        return self.__descriptions

    def execute(self, context: LaunchContext) -> NoReturn:
        """Raise NotImplementedError, with what to use."""
        raise NotImplementedError(EXPLANATION.format('ComposableNodeContainer'))


class LoadComposableNodes(Action):
    """Composable nodes that are loaded into a container; it cannot be executed."""

    def __init__(
        self,
        *,
        composable_node_descriptions: Iterable[ComposableNode],
        target_container: SomeSubstitutionsType | ComposableNodeContainer,
        **kwargs: Any,
    ) -> None:
        """Store what would be loaded."""
        super().__init__(**kwargs)
        self.__descriptions = list(composable_node_descriptions)
        self.__target_container = target_container

    @property
    def composable_node_descriptions(self) -> list[ComposableNode]:
        """Return the nodes that would be loaded."""
        return self.__descriptions

    @property
    def target_container(self) -> SomeSubstitutionsType | ComposableNodeContainer:
        """Return the container, or its name."""
        return self.__target_container

    def describe(self) -> str:
        """Return how many nodes would be loaded."""
        return f'LoadComposableNodes({len(self.__descriptions)} nodes)'

    def execute(self, context: LaunchContext) -> NoReturn:
        """Raise NotImplementedError, with what to use."""
        raise NotImplementedError(EXPLANATION.format('LoadComposableNodes'))
