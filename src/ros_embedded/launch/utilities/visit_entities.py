# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Visit entities depth first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from launch.launch_description_entity import LaunchDescriptionEntity

if TYPE_CHECKING:
    from launch.launch_context import LaunchContext


def visit_all_entities_and_collect_futures(
    entity: LaunchDescriptionEntity, context: LaunchContext
) -> list[tuple[LaunchDescriptionEntity, asyncio.Future[None]]]:
    """Visit the entity and all it leads to; return the futures of those that are not done."""
    sub_entities = entity.visit(context)
    pairs: list[tuple[LaunchDescriptionEntity, asyncio.Future[None]]] = []
    future = entity.get_asyncio_future()
    if future is not None:
        pairs.append((entity, future))
    for sub_entity in sub_entities or ():
        pairs.extend(visit_all_entities_and_collect_futures(sub_entity, context))
    return pairs
