# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Render single frames with the class of every pixel, to train the mini vision encoder.

Two sources: random situations of the simulated robot (all its cameras), and moments of synthetic
hand scenes. Seeds differ from those of videos, demonstrations and evaluation.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lavla.robots import load_robot
from lavla.sim import SEGMENTATION_CLASSES, BimanualEnv, make_task
from lavla_training.data.atomic_file import atomic_path, remove_partial_files
from lavla_training.data.errors import DataError
from lavla_training.data.synthetic.geometry import SCENE_CLASSES
from lavla_training.data.synthetic.renderer import SceneRenderer
from lavla_training.data.synthetic.scene import SyntheticScene
from lavla_training.data.worker_pool import worker_pool
from lavla_training.progress_line import ProgressLine

FRAME_CLASSES = (
    'background',
    'table',
    'hand',
    'forearm',
    'object',
    'robot',
    'gripper',
    'pot',
    'pot_handle_left',
    'pot_handle_right',
)
"""Classes of the frames; sides are merged where one picture cannot tell them apart."""

FOREGROUND_CLASSES = ('hand', 'forearm', 'robot', 'gripper')
"""What moves by itself: the foreground of latent actions, for hands and robots alike."""

_MERGED = {
    'hand_left': 'hand',
    'hand_right': 'hand',
    'forearm_left': 'forearm',
    'forearm_right': 'forearm',
    'other_object': 'object',
    'robot_left': 'robot',
    'robot_right': 'robot',
    'gripper_left': 'gripper',
    'gripper_right': 'gripper',
}
_CHUNK = 250
_IMAGE_SIZE = 224
_HUMAN_SEED = 1_000_000_007
_ROBOT_SEED = 2_000_000_011


@dataclass(frozen=True)
class _Chunk:
    """One file of frames: its source ('robot' or 'human'), number, size and seed."""

    source: str
    number: int
    frames: int
    seed: int

    def path(self, folder: Path, kind: str) -> Path:
        return folder / f'{self.source}-{self.seed}-{self.number:04d}-{self.frames}.{kind}.npy'


class LabelledFrames:
    """Frames in memory-mapped files; `batch` gathers any of them."""

    def __init__(self, images: list[np.ndarray], labels: list[np.ndarray]):
        self._images = images
        self._labels = labels
        self._ends = np.cumsum([len(part) for part in images])

    def __len__(self) -> int:
        """Return the number of frames."""
        return int(self._ends[-1]) if len(self._ends) else 0

    def batch(self, indices: np.ndarray, label_stride: int = 1) -> tuple[np.ndarray, np.ndarray]:
        """
        Return images (B, H, W, 3) uint8 and class ids (B, H / stride, W / stride) uint8.

        The ids are those of the pixels at `label_stride // 2` and every stride on.
        """
        parts = np.searchsorted(self._ends, indices, side='right')
        starts = self._ends - [len(part) for part in self._images]
        places = [(int(p), int(i - starts[p])) for p, i in zip(parts, indices, strict=True)]
        images = np.stack([self._images[part][place] for part, place in places])
        taken = slice(label_stride // 2, None, label_stride)
        labels = [self._labels[part][place][taken, taken] for part, place in places]
        return images, np.stack(labels)

    def split(self, held_out: int) -> tuple[LabelledFrames, LabelledFrames]:
        """
        Take about `held_out` frames away, evenly from every file's end.

        Returns the frames to train on and those held out. Raises DataError when nothing is left.
        """
        share = held_out / max(1, len(self))
        cuts = [len(part) - round(share * len(part)) for part in self._images]
        if not all(0 < cut < len(part) for cut, part in zip(cuts, self._images, strict=True)):
            raise DataError(f'{held_out} of {len(self)} frames cannot be held out evenly')
        images, labels = self._images, self._labels
        return (
            LabelledFrames(
                [part[:cut] for part, cut in zip(images, cuts, strict=True)],
                [part[:cut] for part, cut in zip(labels, cuts, strict=True)],
            ),
            LabelledFrames(
                [part[cut:] for part, cut in zip(images, cuts, strict=True)],
                [part[cut:] for part, cut in zip(labels, cuts, strict=True)],
            ),
        )

    def class_frequencies(self) -> np.ndarray:
        """Return the share of pixels of each class (C,), from every tenth frame."""
        counts = sum(
            np.bincount(part[::10].reshape(-1), minlength=len(FRAME_CLASSES))
            for part in self._labels
        )
        return counts / np.sum(counts)


def render_frames(
    folder: Path, *, robot_frames: int, human_frames: int, seed: int, workers: int
) -> LabelledFrames:
    """Render what is missing below `folder` with several processes, and open all of it."""
    chunks = [
        _Chunk(source, number, min(_CHUNK, frames - number * _CHUNK), seed)
        for source, frames in (('robot', robot_frames), ('human', human_frames))
        for number in range(-(-frames // _CHUNK))
    ]
    folder.mkdir(parents=True, exist_ok=True)
    remove_partial_files(folder)
    # The labels are written last, so they say that the images are complete.
    missing = [chunk for chunk in chunks if not chunk.path(folder, 'labels').exists()]
    if missing:
        with ProgressLine('frames', 'files') as progress, worker_pool(workers) as pool:
            progress.update(len(chunks) - len(missing), len(chunks))
            jobs = [pool.submit(_render_chunk, folder, chunk) for chunk in missing]
            for done, job in enumerate(jobs, start=len(chunks) - len(missing) + 1):
                job.result()
                progress.update(done, len(chunks))
    return LabelledFrames(
        [np.load(chunk.path(folder, 'images'), mmap_mode='r') for chunk in chunks],
        [np.load(chunk.path(folder, 'labels'), mmap_mode='r') for chunk in chunks],
    )


def _render_chunk(folder: Path, chunk: _Chunk) -> None:
    shape = (chunk.frames, _IMAGE_SIZE, _IMAGE_SIZE)
    images, labels = np.empty((*shape, 3), np.uint8), np.empty(shape, np.uint8)
    if chunk.source == 'robot':
        _draw_robot(chunk, images, labels)
    else:
        _draw_hands(chunk, images, labels)
    for kind, array in (('images', images), ('labels', labels)):
        with atomic_path(chunk.path(folder, kind)) as partial, partial.open('wb') as file:
            np.save(file, array)


def _draw_robot(chunk: _Chunk, images: np.ndarray, labels: np.ndarray) -> None:
    rng = np.random.default_rng([_ROBOT_SEED, chunk.seed, chunk.number])
    environment = BimanualEnv(
        make_task('lift_pot'), load_robot('panda_duo_sim'), image_size=_IMAGE_SIZE
    )
    ids = _merged_ids(SEGMENTATION_CLASSES)
    # The head camera sees the whole scene and steers the task: it gets half of the frames.
    cameras = rng.choice(environment.cameras, len(images), p=[0.5, 0.25, 0.25])
    for index, camera in enumerate(cameras):
        environment.randomise_state(rng, appearance=bool(rng.random() < 0.7))
        images[index] = environment.render(str(camera))
        labels[index] = ids[environment.segmentation(str(camera))]
    environment.close()


def _draw_hands(chunk: _Chunk, images: np.ndarray, labels: np.ndarray) -> None:
    rng = np.random.default_rng([_HUMAN_SEED, chunk.seed, chunk.number])
    renderer = SceneRenderer(_IMAGE_SIZE)
    ids = _merged_ids([name.lower() for name in SCENE_CLASSES])
    for index in range(len(images)):
        # Four moments of a scene: making a scene costs as much as a few frames.
        if index % 4 == 0:
            scene = SyntheticScene(int(rng.integers(2**31, 2**62)))
        frame = renderer.frame(scene, float(rng.uniform(0, scene.duration_s)))
        images[index], labels[index] = frame.image, ids[frame.classes]


def _merged_ids(names: tuple[str, ...] | list[str]) -> np.ndarray:
    return np.array([FRAME_CLASSES.index(_MERGED.get(name, name)) for name in names], np.uint8)
