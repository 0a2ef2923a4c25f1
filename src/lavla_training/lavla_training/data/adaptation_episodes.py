# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Open training episodes for adaptation: cached features of every view, pictures, actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from lavla_training.data.adaptation_set import AdaptationEpisode
from lavla_training.data.episodes import Episode, EpisodeFolder
from lavla_training.data.feature_cache import FeatureCache
from lavla_training.data.frozen_vision import FrozenVision
from lavla_training.data.keyed_cache import KeyedCache
from lavla_training.progress_line import ProgressLine

_BATCH = 64

LabelFrames = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""From times (T,) s and features (T, N, D) of the intent's camera to tokens (T, K)."""


def open_adaptation_episodes(
    folder: EpisodeFolder,
    vision: FrozenVision,
    cache: Path,
    label: LabelFrames,
    intent_camera: str,
) -> list[AdaptationEpisode]:
    """
    Compute what is missing of features and pictures, label each step, and open everything.

    Raises DataError naming the episode and file that is damaged.
    """
    features = FeatureCache(
        cache,
        vision.identity,
        {'image_size': vision.encoder.image_size, 'source': 'training episodes'},
    )
    pictures = KeyedCache(cache, 'pictures', {'source': 'training episodes'})
    opened = []
    with ProgressLine('episodes', 'episodes') as progress:
        for done, episode in enumerate(folder.episodes):
            progress.update(done, len(folder.episodes))
            fingerprint = _fingerprint(episode)
            for camera in episode.cameras:
                _cache_view(episode, camera, vision, features, fingerprint)
            name = _view_name(episode, intent_camera)
            if not pictures.has(name, fingerprint):
                images = np.stack(list(episode.images(intent_camera)))
                pictures.write(name, {'images': images}, fingerprint)
            low_dim = episode.low_dim()
            views = tuple(
                features.read_clip(_view_name(episode, camera)).features
                for camera in episode.cameras
            )
            opened.append(
                AdaptationEpisode(
                    name=episode.episode_id,
                    instruction=episode.instruction,
                    features=views,
                    images=pictures.read(name)['images'],
                    positions=low_dim.positions,
                    actions=low_dim.actions,
                    tokens=label(
                        low_dim.timestamps_s, views[episode.cameras.index(intent_camera)]
                    ),
                )
            )
        progress.update(len(folder.episodes), len(folder.episodes))
    return opened


def _cache_view(
    episode: Episode, camera: str, vision: FrozenVision, features: FeatureCache, fingerprint: str
) -> None:
    name = _view_name(episode, camera)
    if features.has(name, fingerprint):
        return
    parts = [vision.features(np.stack(part)) for part in _batches(episode.images(camera))]
    features.write_clip(name, episode.low_dim().timestamps_s, np.concatenate(parts), fingerprint)


def _batches(images: Iterator[np.ndarray]) -> Iterator[list[np.ndarray]]:
    part: list[np.ndarray] = []
    for image in images:
        part.append(image)
        if len(part) == _BATCH:
            yield part
            part = []
    if part:
        yield part


def _view_name(episode: Episode, camera: str) -> str:
    return f'{episode.directory.name}/{camera}'


def _fingerprint(episode: Episode) -> str:
    """Return a text that differs between episodes that took the same folder name in turn."""
    return f'{episode.source}:{episode.episode_id}:{episode.rows}'
