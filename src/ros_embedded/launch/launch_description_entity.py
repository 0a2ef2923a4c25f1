# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Base class of everything a launch description consists of."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


class LaunchDescriptionEntity:
    """A visitable part of a launch description."""

    def visit(self, context: LaunchContext) -> list[LaunchDescriptionEntity] | None:
        """Do what the entity stands for and return the entities to visit next."""
        raise NotImplementedError(f'{type(self).__name__} does not implement visit()')

    def describe(self) -> str:
        """Return a description that needs no launch context."""
        return f'{type(self).__name__}({hex(id(self))})'

    def describe_sub_entities(self) -> list[LaunchDescriptionEntity]:
        """Return the entities that are always visited with this one."""
        return []

    def describe_conditional_sub_entities(
        self,
    ) -> list[tuple[str, list[LaunchDescriptionEntity]]]:
        """Return entities that are visited under a condition, each list with the condition."""
        return []

    def get_asyncio_future(self) -> asyncio.Future[None] | None:
        """Return a future that is done when the entity is, or None when it is done at once."""
        return None
