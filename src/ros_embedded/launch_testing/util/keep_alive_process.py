# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A process that does nothing until the launch ends."""

from __future__ import annotations

import sys
from typing import Any

from launch.actions import ExecuteProcess

_SCRIPT = """
import signal
signal.signal(signal.SIGINT, lambda *_: exit(0))
while True:
    signal.pause()
"""


class KeepAliveProc(ExecuteProcess):
    """A process that does nothing until the launch ends; our launch needs none to go on."""

    def __init__(self, **kwargs: Any) -> None:
        """Store the arguments of ExecuteProcess."""
        super().__init__(cmd=[sys.executable, '-c', _SCRIPT], **kwargs)
