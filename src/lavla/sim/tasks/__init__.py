# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tasks of the simulator, one per file."""

from lavla.sim.tasks.registry import known_tasks, make_task
from lavla.sim.tasks.task import Task, TaskError

__all__ = ['Task', 'TaskError', 'known_tasks', 'make_task']
