# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Draw fewer triangles: robosuite's robot meshes are finer than a 224 × 224 picture can show."""

from __future__ import annotations

import mujoco
import numpy as np

_VISUAL_GROUP = 1
_FACES_MIN = 500
_CELLS_M = {'fixed_mount': 0.02, 'link0': 0.012, 'link1': 0.008, 'link2': 0.008, 'link': 0.004}


def simplify_visual_meshes(model: mujoco.MjModel) -> None:
    """
    Merge vertices that share a cell of 4 to 20 mm in every large mesh of an arm or its mount.

    Faces are redirected to one vertex per cell, and those that collapse are no longer drawn;
    vertices, normals, inertia and convex hulls (what collides) stay as they are. Hands keep their
    full detail, because the wrist cameras see them from a few centimetres. Call this before a
    rendering context is made.

    :param model: the scene; changed in place.
    """
    for geom in range(model.ngeom):
        is_mesh = model.geom_type[geom] == mujoco.mjtGeom.mjGEOM_MESH
        if not is_mesh or model.geom_group[geom] != _VISUAL_GROUP:
            continue
        body = model.body(model.geom_bodyid[geom]).name
        cell_m = next((size for part, size in _CELLS_M.items() if part in body), None)
        if cell_m is not None:
            _simplify(model, int(model.geom_dataid[geom]), cell_m)


def _simplify(model: mujoco.MjModel, mesh: int, cell_m: float) -> None:
    count = int(model.mesh_facenum[mesh])
    if count < _FACES_MIN:
        return
    start = int(model.mesh_vertadr[mesh])
    vertices = model.mesh_vert[start : start + model.mesh_vertnum[mesh]]
    cells = np.floor((vertices - vertices.min(axis=0)) / cell_m).astype(np.int64)
    _, first, cell = np.unique(_key(cells), return_index=True, return_inverse=True)
    start = int(model.mesh_faceadr[mesh])
    rows = slice(start, start + count)
    faces = first[cell.ravel()][model.mesh_face[rows]]
    corners = np.sort(faces, axis=1)
    kept = np.zeros(count, dtype=bool)
    kept[np.unique(_key(corners), return_index=True)[1]] = True  # one of each
    kept &= (corners[:, 0] != corners[:, 1]) & (corners[:, 1] != corners[:, 2])
    kept_count = int(kept.sum())
    for name, values in (
        ('mesh_face', faces.astype(np.int32)),
        ('mesh_facenormal', model.mesh_facenormal[rows]),
        ('mesh_facetexcoord', model.mesh_facetexcoord[rows]),
    ):
        getattr(model, name)[start : start + kept_count] = values[kept]
    model.mesh_facenum[mesh] = kept_count


def _key(triples: np.ndarray) -> np.ndarray:
    """Return one number for each triple (n, 3) of integers below 2 ** 21."""
    return (triples[:, 0] << 42) | (triples[:, 1] << 21) | triples[:, 2]
