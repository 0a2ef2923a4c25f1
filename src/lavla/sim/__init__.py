# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""MuJoCo scenes, tasks and scripted experts."""

from lavla.sim.environment import CONTROL_PERIOD_S, FIRST_EVALUATION_SEED, BimanualEnv
from lavla.sim.experts import Expert, make_expert
from lavla.sim.rendering_backend import RenderingError
from lavla.sim.scene import SceneError
from lavla.sim.segmentation import SEGMENTATION_CLASSES
from lavla.sim.tasks import Task, TaskError, known_tasks, make_task

__all__ = [
    'CONTROL_PERIOD_S',
    'FIRST_EVALUATION_SEED',
    'SEGMENTATION_CLASSES',
    'BimanualEnv',
    'Expert',
    'RenderingError',
    'SceneError',
    'Task',
    'TaskError',
    'known_tasks',
    'make_expert',
    'make_task',
]
