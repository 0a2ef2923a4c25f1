# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Class ids of ground-truth masks."""

from __future__ import annotations

import mujoco
import numpy as np

SEGMENTATION_CLASSES = (
    'background',
    'table',
    'robot_left',
    'robot_right',
    'gripper_left',
    'gripper_right',
    'pot',
    'pot_handle_left',
    'pot_handle_right',
)
"""Names of the class ids 0, 1, ….

The handles are named in the pot's own frame: at every reset its x axis points to the robots, so
that its −y side (robosuite's handle 1, blue) is on the robots' left and its +y side (handle 0,
green) on their right; the names stay with the handles when the pot turns.
"""

_SIDES = ('left', 'right')


def geom_classes(model: mujoco.MjModel) -> np.ndarray:
    """Return the class id of every geom, then that of 'no geom': uint8 (ngeom + 1,)."""
    names = [_class_name(model, geom) for geom in range(model.ngeom)]
    ids = [SEGMENTATION_CLASSES.index(name) for name in names]
    return np.array([*ids, 0], dtype=np.uint8)


def _class_name(model: mujoco.MjModel, geom: int) -> str:
    name = model.geom(geom).name
    body = model.body(model.geom_bodyid[geom]).name
    if name.startswith('pot_handle'):
        return 'pot_handle_right' if name.startswith('pot_handle0') else 'pot_handle_left'
    if name.startswith('pot_'):
        return 'pot'
    if body == 'table':
        return 'table'
    for index, side in enumerate(_SIDES):
        if body.startswith(f'gripper{index}_'):
            return f'gripper_{side}'
        if body.startswith((f'robot{index}_', f'fixed_mount{index}_')):
            return f'robot_{side}'
    return 'background'
