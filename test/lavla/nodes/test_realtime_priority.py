# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the real-time scheduling of controllers."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import os, threading
from lavla.nodes.realtime_priority import set_realtime_priority
done = threading.Event()
thread = threading.Thread(target=done.wait)
thread.start()
problem = set_realtime_priority(5)
policies = {os.sched_getscheduler(tid) for tid in (threading.get_native_id(), thread.native_id)}
done.set()
print(problem or policies == {os.SCHED_FIFO})
"""


def test_all_threads_are_scheduled_first_or_the_reason_is_told() -> None:
    run = subprocess.run(
        [sys.executable, '-c', PROGRAM], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == 'True' or 'limits.conf' in run.stdout
