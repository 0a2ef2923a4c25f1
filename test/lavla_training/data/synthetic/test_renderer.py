# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Rendered frames show the scene, and masks line up with the ground-truth poses."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from lavla_training.data.synthetic.geometry import SCENE_CLASSES, SceneClass
from lavla_training.data.synthetic.renderer import SceneRenderer
from lavla_training.data.synthetic.scene import SyntheticScene


@pytest.fixture(scope='module')
def renderer() -> Iterator[SceneRenderer]:
    with SceneRenderer(96) as renderer:
        yield renderer


def test_image_and_mask_come_from_the_same_view(renderer: SceneRenderer) -> None:
    scene = SyntheticScene(2, activity='lift_two_handed')
    frame = renderer.frame(scene, 1.2)
    assert frame.image.shape == (96, 96, 3)
    assert frame.image.dtype == np.uint8
    assert frame.classes.shape == (96, 96)
    assert frame.classes.max() < len(SCENE_CLASSES)
    assert frame.image.std() > 5
    np.testing.assert_array_equal(renderer.image(scene, 1.2), frame.image)


def test_hand_mask_surrounds_the_projected_hand(renderer: SceneRenderer) -> None:
    found = 0
    for seed in range(6):
        scene = SyntheticScene(seed, activity='lift_two_handed')
        classes = renderer.frame(scene, 1.0).classes
        for side, label in (('left', SceneClass.HAND_LEFT), ('right', SceneClass.HAND_RIGHT)):
            grip = scene.truth(1.0).grip_points[side]
            pixel = scene.head.project(grip[None], 1.0, 96)[0]
            rows, columns = np.nonzero(classes == label)
            if rows.size:
                distance = np.hypot(rows - pixel[1], columns - pixel[0]).min()
                assert distance < 8
                found += 1
    assert found >= 8


def test_scenes_can_alternate_in_one_renderer(renderer: SceneRenderer) -> None:
    first, second = SyntheticScene(11), SyntheticScene(12)
    image = renderer.image(first, 0.5)
    assert not np.array_equal(renderer.image(second, 0.5), image)
    np.testing.assert_array_equal(renderer.image(first, 0.5), image)


def test_depth_is_the_distance_along_the_optical_axis(renderer: SceneRenderer) -> None:
    scene = SyntheticScene(100, activity='lift_two_handed')
    depth_m = renderer.frame(scene, 0.0).depth_m
    truth = scene.truth(0.0)
    base = truth.object_pose[:3, 3]
    pixel = scene.head.project(base[None], 0.0, 96)[0].astype(int)
    expected = (truth.camera_pose[:3, 3] - base) @ truth.camera_pose[:3, 2]
    assert depth_m.dtype == np.float32
    assert abs(depth_m[pixel[1], pixel[0]] - expected) < 0.05
