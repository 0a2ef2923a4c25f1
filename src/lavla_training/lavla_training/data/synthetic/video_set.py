# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Make a folder of synthetic clips with several processes; continue where an earlier run ended."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from lavla_training.data.atomic_file import atomic_path, remove_partial_files
from lavla_training.data.errors import DataError
from lavla_training.data.synthetic.activities import ACTIVITIES
from lavla_training.data.synthetic.clip import (
    ClipSettings,
    clip_name,
    clip_seed,
    write_clip,
)
from lavla_training.data.synthetic.renderer import SceneRenderer
from lavla_training.data.synthetic.scene import SyntheticScene
from lavla_training.data.worker_pool import worker_pool

SETTINGS_FILE = 'generator.json'
CAPTIONS_FILE = 'captions.jsonl'


@dataclass(frozen=True)
class VideoSet:
    """A set of clips: where it goes, how many clips, from which seed, of which activities."""

    directory: Path
    clips: int
    seed: int = 0
    activity: str | None = None
    clip: ClipSettings = field(default_factory=ClipSettings)

    def __post_init__(self) -> None:
        if self.activity is not None and self.activity not in ACTIVITIES:
            known = ', '.join(ACTIVITIES)
            raise DataError(f"unknown activity '{self.activity}': choose from {known}")
        if self.clips < 1 or self.clip.frames < 2 or self.clip.rate_hz < 1:
            raise DataError('a video set needs clips >= 1, frames >= 2 and a rate >= 1 Hz')
        if self.clip.image_size < 32 or self.clip.image_size % 2:
            raise DataError(f'image size {self.clip.image_size}: an even number >= 32 is needed')

    @property
    def truth_directory(self) -> Path:
        """Return the folder of the ground truth, beside the videos' own."""
        return self.directory.with_name(f'{self.directory.name}_truth')

    def video(self, index: int) -> Path:
        """Return the path of a clip."""
        return self.directory / clip_name(index)

    def truth(self, index: int) -> Path:
        """Return the path of a clip's ground truth."""
        return self.truth_directory / f'{index:06d}.npz'

    def missing(self) -> list[int]:
        """Return the indices of the clips that are not there yet."""
        return [
            index
            for index in range(self.clips)
            if not (self.video(index).exists() and self.truth(index).exists())
        ]

    def scene(self, index: int) -> SyntheticScene:
        """Return the scene of a clip."""
        return SyntheticScene(
            clip_seed(self.seed, index), self.clip.duration_s, activity=self.activity
        )


@dataclass(frozen=True)
class VideoSetResult:
    """What a run wrote, and what it found from an earlier run."""

    written: int
    kept: int


def make_video_set(
    video_set: VideoSet,
    workers: int = 1,
    on_clip: Callable[[int], None] = lambda done: None,
) -> VideoSetResult:
    """
    Write every clip that is not there yet, then the captions.

    ``on_clip(done)`` is called after each clip, with the number of clips that are there. Raise
    DataError when the folder holds clips made with other settings.
    """
    _check_settings(video_set)
    for directory in (video_set.directory, video_set.truth_directory):
        remove_partial_files(directory)
    missing = video_set.missing()
    kept = video_set.clips - len(missing)
    done = kept
    try:
        for _ in _written(video_set, missing, workers):
            done += 1
            on_clip(done)
    finally:
        _write_captions(video_set)
    return VideoSetResult(written=done - kept, kept=kept)


_renderer: SceneRenderer | None = None


def _write_one(video_set: VideoSet, index: int) -> int:
    """Write one clip with this process's renderer, which is made on first use."""
    global _renderer
    size = video_set.clip.image_size
    if _renderer is not None and _renderer.image_size != size:
        _renderer.close()
        _renderer = None
    _renderer = _renderer or SceneRenderer(size)
    write_clip(
        _renderer,
        video_set.scene(index),
        video_set.clip,
        video_set.video(index),
        video_set.truth(index),
    )
    return index


def _written(video_set: VideoSet, indices: list[int], workers: int) -> Iterator[int]:
    """Yield the index of each clip as it is written."""
    if workers <= 1 or len(indices) <= 1:
        for index in indices:
            yield _write_one(video_set, index)
        return
    with worker_pool(workers) as pool:
        waiting: set[Future[int]] = set()
        queue = list(reversed(indices))
        while queue or waiting:
            while queue and len(waiting) < 2 * workers:
                waiting.add(pool.submit(_write_one, video_set, queue.pop()))
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                yield future.result()


def _check_settings(video_set: VideoSet) -> None:
    """Compare the settings with those of the clips that are there, or write them down."""
    path = video_set.truth_directory / SETTINGS_FILE
    settings = {
        'seed': video_set.seed,
        'activity': video_set.activity,
        **asdict(video_set.clip),
    }
    if path.exists():
        found = json.loads(path.read_text())
        if found != settings:
            raise DataError(
                f'{video_set.directory} was made with other settings ({found}, now {settings}): '
                'give another folder, or remove it and its _truth folder'
            )
        return
    if video_set.directory.exists() and any(video_set.directory.glob('*.mp4')):
        raise DataError(
            f'{video_set.directory} already holds videos that were not made here '
            f'({path} is missing): give another folder'
        )
    with atomic_path(path) as partial:
        partial.write_text(json.dumps(settings, indent=2) + '\n')


def _write_captions(video_set: VideoSet) -> None:
    """Write the caption of every clip that is there."""
    lines = [
        json.dumps({'file': clip_name(index), 'caption': _caption(video_set.truth(index))})
        for index in range(video_set.clips)
        if video_set.video(index).exists() and video_set.truth(index).exists()
    ]
    with atomic_path(video_set.directory / CAPTIONS_FILE) as partial:
        partial.write_text('\n'.join(lines) + '\n')


def _caption(truth: Path) -> str:
    """Return a clip's caption from its ground truth, without making the scene again."""
    with np.load(truth) as arrays:
        return str(arrays['caption'])
