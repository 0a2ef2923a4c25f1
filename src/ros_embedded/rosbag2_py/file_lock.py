# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Know whether another process is writing a file."""

from __future__ import annotations

import fcntl
from typing import IO


def try_lock(stream: IO[bytes]) -> bool:
    """Lock a file that is open for writing; return False when another process has locked it."""
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
