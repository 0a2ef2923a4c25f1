# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Scripted experts, one per task."""

from __future__ import annotations

import numpy as np

from lavla.sim.environment import BimanualEnv
from lavla.sim.experts.expert import Expert
from lavla.sim.experts.lift_pot import LiftPotExpert
from lavla.sim.tasks import TaskError

__all__ = ['Expert', 'LiftPotExpert', 'make_expert']

_EXPERTS: dict[str, type[Expert]] = {'lift_pot': LiftPotExpert}


def make_expert(
    task_name: str, env: BimanualEnv, rng: np.random.Generator, action_noise: float = 0.0
) -> Expert:
    """
    Return the scripted expert of a task, for an environment that was just reset.

    :raises TaskError: when the task has no expert; the message lists those that have one.
    """
    if task_name not in _EXPERTS:
        raise TaskError(f'no expert for task {task_name!r}; known: {", ".join(_EXPERTS)}')
    return _EXPERTS[task_name](env, rng, action_noise)
