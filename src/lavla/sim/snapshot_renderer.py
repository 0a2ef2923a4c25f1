# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Render one moment of a simulation in another thread while it goes on."""

from __future__ import annotations

import mujoco
import numpy as np

from lavla.sim.environment import BimanualEnv
from lavla.sim.renderer import Renderer


class SnapshotRenderer:
    """
    A copy of the simulation's state with a renderer of its own.

    capture belongs to the thread that steps the simulation; open, render and close belong to one
    other thread. The caller makes sure that they do not run at the same time.

    :param env: the simulation.
    """

    def __init__(self, env: BimanualEnv) -> None:
        """Make room for the copy."""
        self._env = env
        self._data = mujoco.MjData(env.model)
        self._renderer: Renderer | None = None

    def capture(self) -> None:
        """Copy the simulation's state."""
        mujoco.mj_copyData(self._data, self._env.model, self._env.data)

    def open(self) -> None:
        """
        Make the renderer; the interpreter stands still for the seconds that this takes.

        :raises RenderingError: when no OpenGL context can be made.
        """
        self._renderer = Renderer(self._env.model, self._data, self._env.image_size)

    def render(self, camera: str) -> np.ndarray:
        """
        Return the picture of a camera at the captured moment, uint8 (H, W, 3) RGB.

        :raises RuntimeError: before open.
        """
        if self._renderer is None:
            raise RuntimeError('the renderer is not open')
        return self._renderer.color(camera)

    def close(self) -> None:
        """Free the graphics memory."""
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None
