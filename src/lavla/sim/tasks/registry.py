# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Find a task by name."""

from __future__ import annotations

from lavla.sim.tasks.lift_pot import LiftPot
from lavla.sim.tasks.task import Task, TaskError

_TASKS: dict[str, type[Task]] = {task.name: task for task in (LiftPot,)}


def known_tasks() -> tuple[str, ...]:
    """Return the names of all tasks."""
    return tuple(_TASKS)


def make_task(name: str) -> Task:
    """
    Return a task by name.

    :raises TaskError: when there is no such task; the message lists the known ones.
    """
    if name not in _TASKS:
        raise TaskError(f'unknown task {name!r}; known: {", ".join(known_tasks())}')
    return _TASKS[name]()
