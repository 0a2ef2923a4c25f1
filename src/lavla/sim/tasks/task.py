# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What the simulator asks of a task."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

import mujoco
import numpy as np

from lavla.robots import Robot


class TaskError(ValueError):
    """Name an unknown task and list the known ones."""


class Task(ABC):
    """A task: its objects, where they start, when it is done, and how people ask for it."""

    name: ClassVar[str]
    """Name in the registry."""
    instructions: ClassVar[tuple[str, ...]]
    """Phrasings of the instruction; the first one is the default."""
    episode_seconds: ClassVar[float]
    """Time limit of an episode in simulated seconds."""

    @property
    def default_instruction(self) -> str:
        """Return the instruction that is used when none is given."""
        return self.instructions[0]

    @abstractmethod
    def make_objects(self) -> list[Any]:
        """Return the task's objects as robosuite MujocoObject instances."""

    @abstractmethod
    def place_objects(
        self, model: mujoco.MjModel, data: mujoco.MjData, rng: np.random.Generator
    ) -> None:
        """Write the objects' start poses into data.qpos."""

    @abstractmethod
    def randomise_objects(
        self,
        model: mujoco.MjModel,
        data: mujoco.MjData,
        robot: Robot,
        rng: np.random.Generator,
    ) -> np.ndarray:
        """Write random object poses into data.qpos; return fitting joint positions (J,)."""

    @abstractmethod
    def is_done(self, model: mujoco.MjModel, data: mujoco.MjData) -> bool:
        """Tell whether the task is done at this moment."""
