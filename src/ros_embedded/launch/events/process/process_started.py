# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The event that a process was started."""

from __future__ import annotations

from launch.events.process.running_process_event import RunningProcessEvent


class ProcessStarted(RunningProcessEvent):
    """Announce that a process was started."""

    name = 'launch.events.process.ProcessStarted'
