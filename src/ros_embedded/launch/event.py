# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Base class of events."""

from __future__ import annotations


class Event:
    """Something that happened, handed to every matching event handler."""

    name = 'launch.Event'

    def __repr__(self) -> str:
        """Return the name of the event."""
        return f'<{self.name}>'
