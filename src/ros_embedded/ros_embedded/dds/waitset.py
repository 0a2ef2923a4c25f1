# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Wait for messages, statuses and wake-ups in one call, without polling."""

from __future__ import annotations

import ctypes as ct
from typing import Any

from ros_embedded.dds.library import INFINITY, blocking, check, quick


class GuardCondition:
    """Condition that a thread sets to wake the wait sets it is attached to."""

    def __init__(self, participant: int) -> None:
        """Create the condition."""
        self.handle = check(
            quick.dds_create_guardcondition(participant), 'create a guard condition'
        )

    def trigger(self) -> None:
        """Set the condition; nothing happens once it is closed."""
        if self.handle:
            quick.dds_set_guardcondition(self.handle, True)

    def take(self) -> bool:
        """Return whether the condition was set, and clear it."""
        value = ct.c_bool(False)
        if self.handle:
            quick.dds_take_guardcondition(self.handle, ct.byref(value))
        return value.value

    def close(self) -> None:
        """Delete the condition; a second call does nothing."""
        handle, self.handle = self.handle, 0
        if handle:
            quick.dds_delete(handle)


class WaitSet:
    """Set of conditions and endpoints; each is attached with an object that waiting returns."""

    CAPACITY = 64

    def __init__(self, participant: int) -> None:
        """Create an empty set."""
        self.handle = check(quick.dds_create_waitset(participant), 'create a wait set')
        self._attached: dict[int, Any] = {}
        self._triggered = (ct.c_ssize_t * self.CAPACITY)()

    def attach(self, handle: int, item: Any) -> None:
        """Add a condition or endpoint by its handle."""
        self._attached[handle] = item
        check(quick.dds_waitset_attach(self.handle, handle, handle), 'attach to a wait set')

    def detach(self, handle: int) -> None:
        """Take a condition or endpoint out; one that was deleted meanwhile is fine."""
        if self._attached.pop(handle, None) is not None and self.handle:
            quick.dds_waitset_detach(self.handle, handle)

    def wait(self, timeout_ns: int | None) -> list[Any]:
        """
        Wait until something attached is true, at most for a time (None: for ever).

        Return the objects of all that is true; empty on timeout.
        """
        count = blocking.dds_waitset_wait(
            self.handle,
            self._triggered,
            self.CAPACITY,
            INFINITY if timeout_ns is None else max(timeout_ns, 0),
        )
        check(count, 'wait')
        attached = self._attached
        found = [attached.get(handle) for handle in self._triggered[: min(count, self.CAPACITY)]]
        return [item for item in found if item is not None]

    def close(self) -> None:
        """Delete the set; a second call does nothing."""
        handle, self.handle = self.handle, 0
        self._attached.clear()
        if handle:
            quick.dds_delete(handle)
