# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write one synthetic clip: the video, and its ground truth in another folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lavla_training.data.atomic_file import atomic_path
from lavla_training.data.synthetic.geometry import SCENE_CLASSES
from lavla_training.data.synthetic.renderer import SceneRenderer
from lavla_training.data.synthetic.scene import SyntheticScene
from lavla_training.data.video_writer import write_h264

_SIDES = ('left', 'right')


@dataclass(frozen=True)
class ClipSettings:
    """Length, rate and size of every clip of a set."""

    frames: int = 60
    rate_hz: int = 30
    image_size: int = 224

    @property
    def duration_s(self) -> float:
        """Return the length of a clip in seconds."""
        return self.frames / self.rate_hz


def clip_seed(seed: int, index: int) -> int:
    """Return the seed of one clip of a set: neighbouring sets and clips share nothing."""
    words = np.random.SeedSequence((seed, index)).generate_state(2, np.uint32)
    return int(words[0]) << 32 | int(words[1])


def clip_name(index: int) -> str:
    """Return the file name of a clip."""
    return f'{index:06d}.mp4'


def write_clip(
    renderer: SceneRenderer,
    scene: SyntheticScene,
    settings: ClipSettings,
    video: Path,
    truth: Path,
) -> None:
    """
    Render a scene into ``video`` (mp4) and ``truth`` (npz).

    The ground truth, all of it per frame: ``timestamps_s`` (T,), ``classes`` (T, H, W) uint8
    with ``class_names``, ``camera_pose`` (T, 4, 4), ``object_pose`` (T, 4, 4), ``hand_pose``
    (T, 2, 4, 4), ``fingers`` (T, 2, 6), ``grip_point`` (T, 2, 3) in metres and
    ``grip_pixel`` (T, 2, 2); the second axis is left, right. Both files appear complete or
    not at all, the video last.
    """
    times = np.arange(settings.frames) / settings.rate_hz
    classes = np.empty((settings.frames, settings.image_size, settings.image_size), np.uint8)

    def images() -> Iterator[np.ndarray]:
        for index, time_s in enumerate(times):
            frame = renderer.frame(scene, float(time_s))
            classes[index] = frame.classes
            yield frame.image

    def finish_truth() -> Iterator[np.ndarray]:
        yield from images()
        with atomic_path(truth) as partial:
            np.savez_compressed(
                partial, classes=classes, timestamps_s=times, **_poses(scene, times, settings)
            )

    write_h264(video, finish_truth(), settings.rate_hz)


def _poses(
    scene: SyntheticScene, times: np.ndarray, settings: ClipSettings
) -> dict[str, np.ndarray]:
    truths = [scene.truth(float(time_s)) for time_s in times]
    grips = np.array([[truth.grip_points[side] for side in _SIDES] for truth in truths])
    pixels = [
        scene.head.project(points, float(time_s), settings.image_size)
        for points, time_s in zip(grips, times, strict=True)
    ]
    return {
        'class_names': np.array(SCENE_CLASSES),
        'camera_pose': np.array([truth.camera_pose for truth in truths]),
        'object_pose': np.array([truth.object_pose for truth in truths]),
        'hand_pose': np.array([[t.hands[side].matrix() for side in _SIDES] for t in truths]),
        'fingers': np.array([[t.hands[side].fingers for side in _SIDES] for t in truths]),
        'grip_point': grips,
        'grip_pixel': np.array(pixels),
        'vertical_fov_rad': np.array(scene.head.vertical_fov_rad),
        'activity': np.array(scene.activity),
        'caption': np.array(scene.caption),
        'seed': np.array(scene.seed, np.uint64),
    }
