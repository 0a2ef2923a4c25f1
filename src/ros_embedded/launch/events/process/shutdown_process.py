# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The event that asks a process to end."""

from __future__ import annotations

from launch.events.process.process_targeted_event import ProcessTargetedEvent


class ShutdownProcess(ProcessTargetedEvent):
    """Ask processes to end: SIGINT first, then SIGTERM, then SIGKILL."""

    name = 'launch.events.process.ShutdownProcess'
