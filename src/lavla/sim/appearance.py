# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Vary light, colours and camera placement of a scene."""

from __future__ import annotations

import mujoco
import numpy as np

_FIELDS = ('mat_rgba', 'light_pos', 'light_dir', 'light_diffuse', 'cam_pos', 'cam_fovy')
_ROOM_MATERIALS = ('table_ceramic', 'floorplane', 'walls_mat')


class Appearance:
    """
    What a scene looks like; can be varied and put back.

    :param model: the scene; changed in place.
    """

    def __init__(self, model: mujoco.MjModel) -> None:
        """Remember the appearance as it is."""
        self._model = model
        self._original = {field: getattr(model, field).copy() for field in _FIELDS}
        self._headlight = model.vis.headlight.diffuse.copy(), model.vis.headlight.ambient.copy()
        self._changed = False

    def restore(self) -> None:
        """Put the remembered appearance back."""
        if not self._changed:
            return
        for field, values in self._original.items():
            getattr(self._model, field)[:] = values
        self._model.vis.headlight.diffuse[:] = self._headlight[0]
        self._model.vis.headlight.ambient[:] = self._headlight[1]
        self._changed = False

    def randomise(self, rng: np.random.Generator) -> None:
        """Draw light direction and strength, colours of room and objects, and camera shake."""
        model = self._model
        self._changed = True
        model.light_dir[:, :2] += rng.uniform(-0.4, 0.4, (model.nlight, 2))
        model.light_diffuse[:] *= rng.uniform(0.6, 1.2)
        model.vis.headlight.diffuse[:] = self._headlight[0] * rng.uniform(0.6, 1.3)
        model.vis.headlight.ambient[:] = self._headlight[1] * rng.uniform(0.6, 1.6)
        for index in range(model.nmat):
            material = model.material(index)
            if material.name in _ROOM_MATERIALS:
                material.rgba[:3] = rng.uniform(0.45, 1.0) * rng.uniform(0.8, 1.0, 3)
            elif not material.name.startswith('robot'):
                material.rgba[:3] = rng.uniform(0.7, 1.0, 3)
        model.cam_pos[:] += rng.normal(0.0, 0.006, model.cam_pos.shape)
        model.cam_fovy[:] *= rng.uniform(0.96, 1.04)
