# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Pairs of cached frames a fixed time apart, gathered into batches."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from lavla_training.data.clip_cache import CachedClip
from lavla_training.data.errors import DataError
from lavla_training.data.video_folder import frame_pairs


class FramePairSet:
    """
    All pairs of frames of some clips that are `interval_s` apart.

    Splits are made by clip: frames of a held-out clip are never trained on.
    """

    def __init__(self, clips: Iterable[CachedClip], interval_s: float):
        self.clips = [clip for clip in clips if len(clip.timestamps_s)]
        self.interval_s = interval_s
        found = [frame_pairs(clip.timestamps_s, interval_s) for clip in self.clips]
        self.index = np.concatenate(
            [
                np.column_stack([np.full(len(pairs), number), pairs])
                for number, pairs in enumerate(found)
            ]
            or [np.zeros((0, 3))]
        ).astype(np.int64)
        """Clip number, first and second frame of every pair, (P, 3)."""
        if not len(self.index):
            raise DataError(
                f'no pair of frames {interval_s} s apart in {len(self.clips)} clips: the clips '
                'are too short, or were sampled too slowly'
            )

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.index)

    def batch(self, indices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return features (B, 2, N, D) float32 and foreground shares (B, 2, N) float32."""
        features, masks = [], []
        for number, first, second in self.index[indices]:
            clip = self.clips[number]
            features.append((clip.features[first], clip.features[second]))
            masks.append((clip.foreground[first], clip.foreground[second]))
        return np.asarray(features, np.float32), np.asarray(masks, np.float32)

    def caption(self, index: int) -> str | None:
        """Return the caption of the clip that a pair is from."""
        return self.clips[self.index[index, 0]].caption

    def split(self, held_out_share: float) -> tuple[FramePairSet, FramePairSet]:
        """Hold out every k-th clip, about `held_out_share` of them."""
        step = max(2, round(1 / held_out_share))
        if len(self.clips) < step:
            raise DataError(
                f'{len(self.clips)} clips are too few to hold out a share of {held_out_share}'
            )
        train = [clip for number, clip in enumerate(self.clips) if number % step]
        return (
            FramePairSet(train, self.interval_s),
            FramePairSet(self.clips[::step], self.interval_s),
        )
