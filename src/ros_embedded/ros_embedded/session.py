# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the nodes of one initialized context share: participant, graph and their lifetime."""

from __future__ import annotations

import atexit
import weakref
from threading import RLock

from ros_embedded.graph import Graph
from ros_embedded.transport import open_participant

_open_sessions: weakref.WeakSet[Session] = weakref.WeakSet()


class Session:
    """Participant of a domain that closes when its context is shut down and its nodes are gone."""

    def __init__(self, domain_id: int, enclave: str) -> None:
        """Join the domain."""
        self.participant = open_participant(domain_id, enclave)
        self.graph = Graph(self.participant)
        self._users = 1
        self.exiting = False
        # A signal handler may release the session while this thread holds the lock.
        self._lock = RLock()
        _open_sessions.add(self)

    def acquire(self) -> None:
        """Note one more user."""
        with self._lock:
            self._users += 1

    def release(self) -> None:
        """Note one user less; the last one closes the session."""
        with self._lock:
            self._users -= 1
            last = self._users == 0
        if last:
            self.close()

    def close(self) -> None:
        """Leave the domain at once, so that others need not wait for our lease to end."""
        _open_sessions.discard(self)
        self.graph.close()
        self.participant.close()


def _close_all() -> None:
    for session in list(_open_sessions):
        session.exiting = True
        session.close()


atexit.register(_close_all)
