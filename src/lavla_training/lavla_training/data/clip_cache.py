# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Features and foreground masks of a folder of videos, computed once by frozen networks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lavla_training.data.clip_foreground import ClipForeground, open_foreground
from lavla_training.data.errors import DataError
from lavla_training.data.feature_cache import ClipFeatures, FeatureCache
from lavla_training.data.frozen_vision import FrozenVision
from lavla_training.data.keyed_cache import KeyedCache
from lavla_training.data.video_folder import VideoClip, VideoFolder, VideoFrame
from lavla_training.progress_line import ProgressLine


@dataclass(frozen=True)
class CachedClip:
    """One clip: times (T,) s, features (T, N, D) float16, foreground (T, N), caption."""

    name: str
    caption: str | None
    timestamps_s: np.ndarray
    features: np.ndarray
    foreground: np.ndarray


class ClipCache:
    """Features and foreground of the readable clips of a video folder."""

    def __init__(
        self,
        folder: VideoFolder,
        features: FeatureCache,
        masks: KeyedCache,
        grid: tuple[int, int, int],
    ):
        self._folder = folder
        self._features = features
        self._masks = masks
        self.grid = grid
        """Rows, columns and width of the features."""

    @property
    def key(self) -> str:
        """Return a text that changes when the features or masks would."""
        return f'{self._features.key}-{self._masks.key}'

    def clips(self) -> Iterator[CachedClip]:
        """Give the cached clips, in the order of their names."""
        for clip in self._folder.clips:
            if clip.name in self._folder.damaged:
                continue
            found: ClipFeatures = self._features.read_clip(clip.name)
            foreground = self._masks.read(clip.name)['foreground']
            yield CachedClip(
                clip.name, clip.caption, found.timestamps_s, found.features, foreground
            )

    def summary(self) -> str:
        """Return how many clips there are and how many were skipped."""
        used = len(self._folder.clips) - len(self._folder.damaged)
        damage = self._folder.report_damage()
        return f'{used} clips' + (f' ({damage})' if damage else '')


def cache_clips(
    videos: Path,
    vision: FrozenVision,
    cache: Path,
    rate_hz: float,
    masks: str = 'segmenter',
    mask_folder: Path | None = None,
) -> ClipCache:
    """
    Compute what is missing of features and foreground masks of all clips, and open the cache.

    Frames are taken at `rate_hz` from the videos' own timestamps; for `masks` and `mask_folder`
    see `open_foreground`. Damaged clips are named, counted and skipped. Raises DataError for
    unknown or missing masks or if no clip is readable.
    """
    source = open_foreground(masks, videos, vision, mask_folder)
    folder = VideoFolder.open(videos)
    source.check(folder)
    rows, columns = vision.encoder.grid
    features = FeatureCache(
        cache,
        vision.identity,
        {'image_size': vision.encoder.image_size, 'rate_hz': rate_hz},
    )
    foreground = KeyedCache(cache, 'masks', {**source.description, 'rate_hz': rate_hz})
    with ProgressLine('features', 'clips') as progress:
        for done, clip in enumerate(folder.clips):
            progress.update(done, len(folder.clips))
            if clip.name in folder.damaged:
                continue
            if features.has(clip.name, clip.fingerprint()) and foreground.has(
                clip.name, source.fingerprint(clip)
            ):
                continue
            try:
                frames = list(clip.frames(rate_hz))
            except DataError as error:
                folder.damaged[clip.name] = str(error)
                continue
            _cache_clip(clip, frames, vision, source, features, foreground)
        progress.update(len(folder.clips), len(folder.clips))
    if len(folder.damaged) == len(folder.clips):
        raise DataError(f'{videos}: no readable clip; {next(iter(folder.damaged.values()))}')
    return ClipCache(folder, features, foreground, (rows, columns, vision.encoder.feature_dim))


def _cache_clip(
    clip: VideoClip,
    frames: Sequence[VideoFrame],
    vision: FrozenVision,
    source: ClipForeground,
    features: FeatureCache,
    foreground: KeyedCache,
) -> None:
    if features.has(clip.name, clip.fingerprint()):
        computed = np.asarray(features.read_clip(clip.name).features, np.float32)
    else:
        computed = vision.features(np.stack([frame.image for frame in frames]))
        times_s = np.array([frame.time_s for frame in frames])
        features.write_clip(clip.name, times_s, computed, clip.fingerprint())
    shares = source.shares(clip, frames, computed)
    foreground.write(clip.name, {'foreground': shares}, source.fingerprint(clip))
