# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Features and foreground masks of a folder of videos, computed once by frozen networks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from lavla.models.segmenter import Segmenter
from lavla.models.vision_encoder import VisionEncoder
from lavla_training.data.errors import DataError
from lavla_training.data.feature_cache import ClipFeatures, FeatureCache
from lavla_training.data.keyed_cache import KeyedCache
from lavla_training.data.labelled_frames import FOREGROUND_CLASSES
from lavla_training.data.video_folder import VideoClip, VideoFolder
from lavla_training.progress_line import ProgressLine

_BATCH = 32


@dataclass(frozen=True)
class FrozenVision:
    """The encoder, its segmentation head, and a text that changes with their weights."""

    encoder: VisionEncoder
    segmenter: Segmenter
    identity: str

    @classmethod
    def open(cls, folder: Path) -> FrozenVision:
        """
        Load what the vision stage wrote.

        Raises DataError when there is no such folder, WeightsError naming a damaged file.
        """
        # A folder that is missing would be taken for the name of a model on a hub.
        for name in ('encoder', 'segmenter'):
            if not (folder / name).is_dir():
                raise DataError(f'{folder / name}: no such folder; run `lavla-train vision` first')
        encoder = VisionEncoder.from_pretrained(folder / 'encoder')
        segmenter = Segmenter.from_pretrained(folder / 'segmenter')
        digest = hashlib.sha256()
        for name in ('encoder', 'segmenter'):
            digest.update((folder / name / 'model.safetensors').read_bytes())
        return cls(encoder, segmenter, digest.hexdigest())

    @torch.no_grad()
    def features(self, images: np.ndarray) -> np.ndarray:
        """Return patch features (T, N, D) float32 of images (T, H, W, 3) uint8."""
        parts = [
            self.encoder(torch.from_numpy(images[start : start + _BATCH])).numpy()
            for start in range(0, len(images), _BATCH)
        ]
        return np.concatenate(parts)

    @torch.no_grad()
    def foreground(self, features: np.ndarray) -> np.ndarray:
        """Return the foreground share of each patch, (T, N) float16 in [0, 1]."""
        chosen = [
            index
            for index, name in enumerate(self.segmenter.config.classes)
            if name in FOREGROUND_CLASSES
        ]
        parts = [
            self.segmenter.patch_probabilities(torch.from_numpy(features[start : start + _BATCH]))
            for start in range(0, len(features), _BATCH)
        ]
        # A little probability everywhere is no foreground: it would let the background in.
        share = torch.cat(parts)[..., chosen].sum(-1).clamp(0, 1)
        return torch.where(share < 0.05, 0.0, share).half().numpy()


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
            found: ClipFeatures = self._features.read(clip.name)
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
    videos: Path, vision: FrozenVision, cache: Path, rate_hz: float, masks: str = 'segmenter'
) -> ClipCache:
    """
    Compute what is missing of features and foreground masks of all clips, and open the cache.

    Frames are taken at `rate_hz` from the videos' own timestamps. Damaged clips are named,
    counted and skipped. Raises DataError for an unknown mask provider or if no clip is readable.
    """
    if masks != 'segmenter':
        raise DataError(f'unknown mask provider {masks!r} for this stage; known: segmenter')
    folder = VideoFolder.open(videos)
    rows, columns = vision.encoder.grid
    features = FeatureCache(
        cache,
        vision.identity,
        {'image_size': vision.encoder.image_size, 'rate_hz': rate_hz},
    )
    foreground = KeyedCache(
        cache, 'masks', {'provider': masks, 'model': vision.identity, 'rate_hz': rate_hz}
    )
    with ProgressLine('features', 'clips') as progress:
        for done, clip in enumerate(folder.clips):
            progress.update(done, len(folder.clips))
            try:
                _cache_clip(clip, vision, features, foreground, rate_hz)
            except DataError as error:
                folder.damaged[clip.name] = str(error)
        progress.update(len(folder.clips), len(folder.clips))
    if len(folder.damaged) == len(folder.clips):
        raise DataError(f'{videos}: no readable clip; {next(iter(folder.damaged.values()))}')
    return ClipCache(folder, features, foreground, (rows, columns, vision.encoder.feature_dim))


def _cache_clip(
    clip: VideoClip,
    vision: FrozenVision,
    features: FeatureCache,
    foreground: KeyedCache,
    rate_hz: float,
) -> None:
    fingerprint = clip.fingerprint()
    if features.has(clip.name, fingerprint) and foreground.has(clip.name, fingerprint):
        return
    frames = list(clip.frames(rate_hz))
    computed = vision.features(np.stack([frame.image for frame in frames]))
    features.write(clip.name, np.array([f.time_s for f in frames]), computed, fingerprint)
    foreground.write(clip.name, {'foreground': vision.foreground(computed)}, fingerprint)
