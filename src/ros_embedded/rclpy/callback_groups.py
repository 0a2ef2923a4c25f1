# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Callback groups: which callbacks of a node may run at the same time."""

from __future__ import annotations

import weakref
from threading import Lock
from typing import Any


class CallbackGroup:
    """Set of entities; the subclasses say when a callback may run."""

    def __init__(self) -> None:
        """Create an empty group."""
        self.entities: weakref.WeakSet[Any] = weakref.WeakSet()

    def add_entity(self, entity: Any) -> None:
        """Add an entity."""
        self.entities.add(entity)

    def has_entity(self, entity: Any) -> bool:
        """Tell whether an entity is in the group."""
        return entity in self.entities

    def can_execute(self, entity: Any) -> bool:
        """Tell whether the entity's callback may start now."""
        raise NotImplementedError

    def beginning_execution(self, entity: Any) -> bool:
        """Note that a callback starts; return False when it may not."""
        raise NotImplementedError

    def ending_execution(self, entity: Any) -> None:
        """Note that a callback ended."""
        raise NotImplementedError


class ReentrantCallbackGroup(CallbackGroup):
    """Group without restrictions."""

    def can_execute(self, entity: Any) -> bool:
        """Return True."""
        return True

    def beginning_execution(self, entity: Any) -> bool:
        """Return True."""
        return True

    def ending_execution(self, entity: Any) -> None:
        """Do nothing: no callback waits for another."""


class MutuallyExclusiveCallbackGroup(CallbackGroup):
    """Group of which one callback runs at a time."""

    def __init__(self) -> None:
        """Create an empty, idle group."""
        super().__init__()
        self._active: Any = None
        self._lock = Lock()

    def can_execute(self, entity: Any) -> bool:
        """Tell whether no callback of the group runs."""
        return self._active is None

    def beginning_execution(self, entity: Any) -> bool:
        """Occupy the group; return False when another callback runs."""
        with self._lock:
            if self._active is not None:
                return False
            self._active = entity
            return True

    def ending_execution(self, entity: Any) -> None:
        """Free the group."""
        with self._lock:
            self._active = None
