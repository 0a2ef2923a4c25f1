# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The event that asks for a launch description to be visited."""

from __future__ import annotations

from launch.event import Event
from launch.launch_description import LaunchDescription


class IncludeLaunchDescription(Event):
    """Ask for a launch description to be visited."""

    name = 'launch.events.IncludeLaunchDescription'

    def __init__(self, launch_description: LaunchDescription) -> None:
        """Store the description."""
        self.__launch_description = launch_description

    @property
    def launch_description(self) -> LaunchDescription:
        """Return the description to visit."""
        return self.__launch_description
