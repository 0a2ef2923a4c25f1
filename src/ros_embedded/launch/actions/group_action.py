# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Execute several actions, in a scope of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from launch.action import Action
from launch.actions.pop_environment import PopEnvironment
from launch.actions.pop_launch_configurations import PopLaunchConfigurations
from launch.actions.push_environment import PushEnvironment
from launch.actions.push_launch_configurations import PushLaunchConfigurations
from launch.actions.reset_environment import ResetEnvironment
from launch.actions.reset_launch_configurations import ResetLaunchConfigurations
from launch.actions.set_launch_configuration import SetLaunchConfiguration
from launch.launch_context import LaunchContext
from launch.launch_description_entity import LaunchDescriptionEntity
from launch.some_substitutions_type import SomeSubstitutionsType


class GroupAction(Action):
    """
    Execute actions under one condition and in one scope.

    What the actions do to launch configurations and environment ends with the group, unless it
    is not `scoped`. Without `forwarding` the group sees only the configurations it is given.
    """

    def __init__(
        self,
        actions: Iterable[Action],
        *,
        scoped: bool = True,
        forwarding: bool = True,
        launch_configurations: dict[SomeSubstitutionsType, SomeSubstitutionsType] | None = None,
        **kwargs: Any,
    ) -> None:
        """Store the actions and the launch configurations that are set before them."""
        super().__init__(**kwargs)
        self.__actions = list(actions)
        self.__scoped = scoped
        self.__forwarding = forwarding
        self.__launch_configurations = dict(launch_configurations or {})

    def get_sub_entities(self) -> list[LaunchDescriptionEntity]:
        """Return the actions with those that make the scope."""
        settings: list[LaunchDescriptionEntity] = [
            SetLaunchConfiguration(name, value)
            for name, value in self.__launch_configurations.items()
        ]
        if not self.__scoped:
            return [*settings, *self.__actions]
        if not self.__forwarding:  # the values are those that the group's surroundings give
            settings = [
                ResetEnvironment(),
                ResetLaunchConfigurations(self.__launch_configurations),
            ]
        return [
            PushLaunchConfigurations(),
            PushEnvironment(),
            *settings,
            *self.__actions,
            PopEnvironment(),
            PopLaunchConfigurations(),
        ]

    def describe(self) -> str:
        """Return the name of the action."""
        return f'GroupAction(scoped={self.__scoped}, forwarding={self.__forwarding})'

    def describe_sub_entities(self) -> list[LaunchDescriptionEntity]:
        """Return the actions."""
        return list(self.__actions)

    def execute(self, context: LaunchContext) -> list[LaunchDescriptionEntity]:
        """Return the actions with those that make the scope."""
        return self.get_sub_entities()
