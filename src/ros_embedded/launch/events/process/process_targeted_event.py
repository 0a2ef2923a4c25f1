# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Base class of events that are addressed to processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from launch.event import Event

if TYPE_CHECKING:
    from launch.actions import ExecuteLocal


class ProcessTargetedEvent(Event):
    """Address the processes for which a matcher is true."""

    name = 'launch.events.process.ProcessTargetedEvent'

    def __init__(self, *, process_matcher: Callable[[ExecuteLocal], bool]) -> None:
        """Store the matcher."""
        self.__process_matcher = process_matcher

    @property
    def process_matcher(self) -> Callable[[ExecuteLocal], bool]:
        """Return the matcher of the addressed processes."""
        return self.__process_matcher
