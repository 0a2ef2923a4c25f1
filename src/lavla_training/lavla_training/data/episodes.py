# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Read training episodes; images are decoded when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from lavla_training.data.episode_format import LOW_DIM_FILE, META_FILE
from lavla_training.data.errors import DataError
from lavla_training.data.jpeg_video import JpegVideo

_META_TYPES: dict[str, type | tuple[type, ...]] = {
    'episode_id': str,
    'task': str,
    'instruction': str,
    'success': (bool, type(None)),
    'joint_names': list,
    'cameras': list,
    'period_s': (int, float),
    'source': str,
}


@dataclass(frozen=True)
class LowDim:
    """
    The numbers of an episode: T rows, J joints, in the order of ``Episode.joint_names``.

    ``actions`` row k: absolute joint targets at ``timestamps_s[k]`` + period.
    """

    timestamps_s: np.ndarray
    positions: np.ndarray
    velocities: np.ndarray
    actions: np.ndarray


class Episode:
    """One training episode. Opening it reads its meta.json only."""

    def __init__(self, directory: Path, meta: dict[str, Any]) -> None:
        self.directory = directory
        self.meta = meta
        self.episode_id: str = meta['episode_id']
        self.task: str = meta['task']
        self.instruction: str = meta['instruction']
        self.success: bool | None = meta['success']
        self.joint_names: tuple[str, ...] = tuple(meta['joint_names'])
        self.cameras: tuple[str, ...] = tuple(meta['cameras'])
        self.period_s: float = float(meta['period_s'])
        self.source: str = meta['source']

    @classmethod
    def open(cls, directory: Path) -> Episode:
        """Open an episode. Raise DataError naming the file and the key that is wrong."""
        path = directory / META_FILE
        try:
            meta = json.loads(path.read_text(encoding='utf-8'))
        except FileNotFoundError as error:
            raise DataError(f'{path}: missing; {directory} is no training episode') from error
        except json.JSONDecodeError as error:
            raise DataError(f'{path}: not JSON: {error}') from error
        for key, kinds in _META_TYPES.items():
            if key not in meta or not isinstance(meta[key], kinds):
                raise DataError(f"{path}: key '{key}' is missing or of the wrong type")
        return cls(directory, meta)

    @property
    def rows(self) -> int:
        """Return the number of rows T."""
        return int(self.low_dim().timestamps_s.size)

    def low_dim(self) -> LowDim:
        """Return the episode's numbers. Raise DataError naming file, key and expected shape."""
        joints = len(self.joint_names)
        times = self._array('timestamps_s', None)
        arrays = {
            key: self._array(key, (times.size, joints))
            for key in ('positions', 'velocities', 'actions')
        }
        return LowDim(times, **arrays)

    def image(self, camera: str, row: int) -> np.ndarray:
        """Return the newest image (H, W, 3) uint8 RGB of a camera at a row."""
        return JpegVideo(self._video(camera)).image(int(self._frames(camera)[row]))

    def images(self, camera: str, rows: np.ndarray | None = None) -> Iterator[np.ndarray]:
        """Give the images of the given rows (all of them by default), one after the other."""
        video, frames = JpegVideo(self._video(camera)), self._frames(camera)
        if frames.size and frames.max() >= len(video):
            raise DataError(
                f'{self._video(camera)}: {len(video)} frames, but row {int(frames.argmax())} '
                f'needs frame {frames.max()}'
            )
        for row in range(frames.size) if rows is None else rows:
            yield video.image(int(frames[row]))

    def _video(self, camera: str) -> Path:
        if camera not in self.cameras:
            known = ', '.join(self.cameras)
            raise DataError(f"{self.directory}: no camera '{camera}'; there are {known}")
        return self.directory / f'{camera}.mkv'

    def _frames(self, camera: str) -> np.ndarray:
        return self._array(f'{camera}_rows', None)

    def _array(self, key: str, shape: tuple[int, ...] | None) -> np.ndarray:
        path = self.directory / LOW_DIM_FILE
        try:
            with np.load(path) as arrays:
                if key not in arrays:
                    found = ', '.join(arrays.files)
                    raise DataError(f"{path}: no array '{key}'; found {found}")
                array = np.asarray(arrays[key])
        except DataError:
            raise
        except (OSError, ValueError, EOFError) as error:
            raise DataError(f'{path}: not a readable npz file: {error}') from error
        if shape is not None and array.shape != shape:
            raise DataError(f"{path}: array '{key}' is {array.shape}, expected {shape}")
        return array


@dataclass(frozen=True)
class EpisodeFolder:
    """All training episodes of a folder, which share their joints and cameras."""

    directory: Path
    episodes: tuple[Episode, ...]

    @classmethod
    def open(cls, directory: Path | str) -> EpisodeFolder:
        """
        Open the episodes of a folder.

        Raise DataError when there is none, or when they differ in joints, cameras or period.
        """
        root = Path(directory)
        paths = sorted(root.glob('episode_*')) if root.is_dir() else []
        if not paths:
            raise DataError(f'{root}: no training episodes (episode_*) here; make them by convert')
        episodes = tuple(Episode.open(path) for path in paths)
        first = episodes[0]
        for episode in episodes[1:]:
            for key in ('joint_names', 'cameras', 'period_s'):
                if getattr(episode, key) != getattr(first, key):
                    raise DataError(
                        f"{episode.directory}: '{key}' is {getattr(episode, key)}, but "
                        f'{getattr(first, key)} in {first.directory}'
                    )
        return cls(root, episodes)

    @cached_property
    def rows(self) -> int:
        """Return the number of rows of all episodes."""
        return sum(episode.rows for episode in self.episodes)
