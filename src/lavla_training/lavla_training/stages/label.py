# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Stage 2: label pairs of frames with latent action tokens (000 §III-C).

The frozen latent action model turns every pair of frames one second apart into four codes.
They are computed once and cached, keyed by the weights that made them; later stages only read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from lavla.models.motion_focused import MotionFocusedModel
from lavla.models.vector_quantizer import codebook_statistics
from lavla_training.data.clip_cache import ClipCache, cache_clips
from lavla_training.data.errors import DataError
from lavla_training.data.frozen_vision import FrozenVision
from lavla_training.data.label_cache import ClipLabels, LabelCache
from lavla_training.data.video_folder import VideoFolder, frame_pairs
from lavla_training.progress_line import ProgressLine

_BATCH = 64


@dataclass(frozen=True)
class FrozenLatentActions:
    """A trained latent action model and a text that changes with its weights."""

    model: MotionFocusedModel
    identity: str

    @classmethod
    def open(cls, folder: Path) -> FrozenLatentActions:
        """
        Load what the lam stage wrote.

        Raises DataError when there is no such folder, WeightsError naming a damaged file.
        """
        if not folder.is_dir():
            raise DataError(f'{folder}: no such folder; run `lavla-train lam` first')
        model = MotionFocusedModel.from_pretrained(folder)
        weights = (folder / 'model.safetensors').read_bytes()
        return cls(model, hashlib.sha256(weights).hexdigest())

    def label(
        self, timestamps_s: np.ndarray, features: np.ndarray, pairs: np.ndarray
    ) -> ClipLabels:
        """Label pairs (P, 2) of frames given features (T, N, D) at timestamps (T,)."""
        tokens = np.zeros((len(pairs), self.model.config.action_tokens), np.int64)
        background = np.zeros((len(pairs), self.model.config.background_tokens), np.int64)
        for start in range(0, len(pairs), _BATCH):
            part = slice(start, start + _BATCH)
            batch = torch.from_numpy(np.asarray(features[pairs[part]], np.float32))
            action, still = self.model.label_all(batch)
            tokens[part], background[part] = action.codes.numpy(), still.codes.numpy()
        return ClipLabels(np.asarray(timestamps_s)[pairs], tokens, background)


def label_videos(
    videos: Path,
    vision: Path,
    latent_actions: Path,
    cache: Path,
    rate_hz: float,
    interval_s: float = 1.0,
) -> tuple[ClipCache, LabelCache]:
    """Label every readable clip of a folder that has no labels yet; return both caches."""
    clips = cache_clips(videos, FrozenVision.open(vision), cache, rate_hz)
    frozen = FrozenLatentActions.open(latent_actions)
    labels = LabelCache(cache, frozen.identity, {'features': clips.key, 'interval_s': interval_s})
    total = len(VideoFolder.open(videos).clips)
    counts = np.zeros(frozen.model.config.action_codes)
    pairs_labelled = 0
    with ProgressLine('label', 'clips') as progress:
        for done, clip in enumerate(clips.clips(), start=1):
            if not labels.has(clip.name):
                pairs = frame_pairs(clip.timestamps_s, interval_s)
                labels.write_clip(clip.name, frozen.label(clip.timestamps_s, clip.features, pairs))
            tokens = labels.read_clip(clip.name).tokens
            counts += np.bincount(tokens.reshape(-1).astype(int), minlength=len(counts))
            pairs_labelled += len(tokens)
            progress.update(done, total)
    health = codebook_statistics(torch.from_numpy(counts))
    print(
        f'label: {pairs_labelled} pairs of {clips.summary()} in {labels.root}; '
        f'{health.used} of {health.size} codes used, perplexity {health.perplexity:.1f}'
    )
    return clips, labels
