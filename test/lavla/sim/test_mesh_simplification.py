# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Simplified meshes keep their shape and draw fewer triangles."""

from __future__ import annotations

import mujoco
import numpy as np

from lavla.sim.mesh_simplification import simplify_visual_meshes

_RADIUS_M = 0.1


def _sphere(rings: int) -> tuple[str, str]:
    """Return vertices and faces of a sphere as MJCF text."""
    polar = np.linspace(0.0, np.pi, rings + 1)
    around = np.linspace(0.0, 2.0 * np.pi, 2 * rings, endpoint=False)
    grid = np.stack(np.broadcast_arrays(polar[:, None], around[None]), axis=-1).reshape(-1, 2)
    points = _RADIUS_M * np.stack(
        [
            np.sin(grid[:, 0]) * np.cos(grid[:, 1]),
            np.sin(grid[:, 0]) * np.sin(grid[:, 1]),
            np.cos(grid[:, 0]),
        ],
        axis=1,
    )
    width = 2 * rings
    faces = []
    for ring in range(rings):
        for step in range(width):
            corner, beside = ring * width + step, ring * width + (step + 1) % width
            faces += [[corner, corner + width, beside], [beside, corner + width, beside + width]]
    return ' '.join(map(str, points.ravel())), ' '.join(map(str, np.ravel(faces)))


def _model(body: str, group: int) -> mujoco.MjModel:
    vertices, faces = _sphere(40)
    return mujoco.MjModel.from_xml_string(f'''
        <mujoco>
          <asset><mesh name="ball" inertia="shell" vertex="{vertices}" face="{faces}"/></asset>
          <worldbody><body name="{body}">
            <geom type="mesh" mesh="ball" group="{group}" contype="0" conaffinity="0"/>
          </body></worldbody>
        </mujoco>''')


def test_arm_meshes_get_fewer_faces_of_the_same_size() -> None:
    model = _model('robot0_link1', group=1)
    before = int(model.mesh_facenum[0])
    simplify_visual_meshes(model)
    after = int(model.mesh_facenum[0])
    assert 100 < after < 0.7 * before
    faces = model.mesh_face[:after]
    assert len(np.unique(np.sort(faces, axis=1), axis=0)) == after
    corners = model.mesh_vert[faces]
    np.testing.assert_allclose(np.linalg.norm(corners, axis=2), _RADIUS_M, atol=2e-3)
    area = 0.5 * np.linalg.norm(
        np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
    )
    assert abs(area.sum() / (4.0 * np.pi * _RADIUS_M**2) - 1.0) < 0.1


def test_hands_and_collision_meshes_stay_as_they_are() -> None:
    for body, group in (('gripper0_right_hand', 1), ('robot0_link1', 0)):
        model = _model(body, group)
        before = int(model.mesh_facenum[0])
        simplify_visual_meshes(model)
        assert model.mesh_facenum[0] == before
