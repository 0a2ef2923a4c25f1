# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Scheduling of a controller's process before all ordinary ones."""

from __future__ import annotations

import os
from pathlib import Path

TASKS = Path('/proc/self/task')


def set_realtime_priority(priority: int) -> str:
    """
    Put all threads of this process under the first-in-first-out scheduler.

    Threads that are started later by one of them inherit it.

    :param priority: 1 to 99; ordinary programs wait for every one of them.
    :return: nothing, or why it was not possible and what to do.
    """
    if not hasattr(os, 'sched_setscheduler') or not TASKS.is_dir():
        return 'this system has no first-in-first-out scheduler: set-points may come late'
    parameters = os.sched_param(priority)
    try:
        for task in TASKS.iterdir():
            os.sched_setscheduler(int(task.name), os.SCHED_FIFO, parameters)
    except PermissionError:
        return (
            'no permission for real-time scheduling: set-points may come late under load; allow '
            'it with "ulimit -r 50" or an rtprio line in /etc/security/limits.conf'
        )
    except ProcessLookupError as error:
        return f'a thread ended while its priority was set: {error}'
    return ''
