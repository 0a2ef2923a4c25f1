# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A synthetic scene is a pure function of its seed, and its hands do what the caption says."""

from __future__ import annotations

import numpy as np
import pytest

from lavla_training.data.synthetic.activities import ACTIVITIES
from lavla_training.data.synthetic.scene import SyntheticScene


def test_same_seed_gives_the_same_scene() -> None:
    first, second = SyntheticScene(7), SyntheticScene(7)
    assert first.caption == second.caption
    np.testing.assert_array_equal(
        first.truth(0.7).hands['left'].position, second.truth(0.7).hands['left'].position
    )
    other = SyntheticScene(8).truth(0.7)
    assert not np.allclose(other.camera_pose, first.truth(0.7).camera_pose)


@pytest.mark.parametrize('activity', list(ACTIVITIES))
def test_every_activity_gives_finite_poses_and_a_filled_caption(activity: str) -> None:
    for seed in range(8):
        scene = SyntheticScene(seed, activity=activity)
        assert scene.activity == activity
        assert '{' not in scene.caption
        for time_s in np.linspace(0.0, 2.0, 5):
            for shape in scene.shapes(float(time_s)):
                assert np.isfinite(shape.position).all()
                np.testing.assert_allclose(shape.rotation.T @ shape.rotation, np.eye(3), atol=1e-9)


def test_two_hands_lift_a_pot_off_the_table_and_hold_it() -> None:
    for seed in range(10):
        scene = SyntheticScene(seed, activity='lift_two_handed')
        before, after = scene.truth(0.0), scene.truth(5.0)
        assert before.object_pose[2, 3] == pytest.approx(0.0, abs=1e-6)
        assert after.object_pose[2, 3] > 0.08
        for side in ('left', 'right'):
            reach = np.linalg.norm(after.grip_points[side] - after.object_pose[:3, 3])
            assert reach < 0.3


def test_unknown_activity_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"unknown activity 'juggle'.*pick"):
        SyntheticScene(0, activity='juggle')


def test_projection_agrees_with_the_camera_axis() -> None:
    scene = SyntheticScene(3)
    pose = scene.head.pose(0.4)
    ahead = pose[:3, 3] - pose[:3, 2]
    np.testing.assert_allclose(scene.head.project(ahead[None], 0.4, 224), [[112.0, 112.0]])
    behind = pose[:3, 3] + pose[:3, 2]
    assert np.isnan(scene.head.project(behind[None], 0.4, 224)).all()
