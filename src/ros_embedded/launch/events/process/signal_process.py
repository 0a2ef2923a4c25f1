# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The event that sends a signal to a process."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from launch.events.process.process_targeted_event import ProcessTargetedEvent

if TYPE_CHECKING:
    from launch.actions import ExecuteLocal


class SignalProcess(ProcessTargetedEvent):
    """Send a signal to processes."""

    name = 'launch.events.process.SignalProcess'

    def __init__(
        self,
        *,
        signal_number: str | int | signal.Signals,
        process_matcher: Callable[[ExecuteLocal], bool],
    ) -> None:
        """Store the signal, given by name (with or without SIG) or number."""
        super().__init__(process_matcher=process_matcher)
        if isinstance(signal_number, str):
            name = signal_number if signal_number.startswith('SIG') else f'SIG{signal_number}'
            self.__signal = signal.Signals[name]
        else:
            self.__signal = signal.Signals(signal_number)

    @property
    def signal(self) -> signal.Signals:
        """Return the signal."""
        return self.__signal

    @property
    def signal_name(self) -> str:
        """Return the name of the signal."""
        return self.__signal.name
