# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What intent pre-training sees: a picture, its caption and the tokens of the motion to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lavla_training.data.errors import DataError
from lavla_training.data.keyed_cache import KeyedCache
from lavla_training.data.label_cache import LabelCache
from lavla_training.data.video_folder import VideoFolder
from lavla_training.progress_line import ProgressLine


@dataclass(frozen=True)
class CaptionedClip:
    """Pictures (P, H, W, 3) uint8 and tokens (P, K) of a clip's pairs, and its caption."""

    caption: str
    images: np.ndarray
    tokens: np.ndarray


class IntentSet:
    """All labelled pairs of captioned clips."""

    def __init__(self, clips: Sequence[CaptionedClip]):
        self.clips = tuple(clip for clip in clips if len(clip.tokens))
        if not self.clips:
            raise DataError('no labelled pair in any captioned clip: nothing to learn from')
        self._index = np.concatenate(
            [
                np.column_stack([np.full(len(clip.tokens), number), np.arange(len(clip.tokens))])
                for number, clip in enumerate(self.clips)
            ]
        )

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self._index)

    @property
    def captions(self) -> list[str]:
        """Return the caption of every clip."""
        return [clip.caption for clip in self.clips]

    def batch(self, indices: np.ndarray) -> tuple[np.ndarray, list[str], np.ndarray]:
        """Return pictures (B, H, W, 3) uint8, captions, and tokens (B, K) int64."""
        chosen = [(self.clips[number], place) for number, place in self._index[indices]]
        return (
            np.stack([clip.images[place] for clip, place in chosen]),
            [clip.caption for clip, _ in chosen],
            np.stack([clip.tokens[place] for clip, place in chosen]).astype(np.int64),
        )

    def split(self, held_out_share: float) -> tuple[IntentSet, IntentSet]:
        """Hold out every k-th clip, about `held_out_share` of them."""
        step = max(2, round(1 / held_out_share))
        train = [clip for number, clip in enumerate(self.clips) if number % step]
        return IntentSet(train), IntentSet(self.clips[::step])


def open_intent_set(
    videos: Path, labels: LabelCache, cache: Path, rate_hz: float
) -> tuple[IntentSet, int]:
    """
    Join pictures, captions and labels; also return how many clips had no caption.

    Pictures of the pairs' first frames are decoded once and memory-mapped.
    """
    folder = VideoFolder.open(videos)
    pictures = KeyedCache(cache, 'pictures', {'rate_hz': rate_hz})
    labelled = set(labels.names())
    captioned = [clip for clip in folder.clips if clip.caption and clip.name in labelled]
    if not captioned:
        raise DataError(
            f'{videos}: no clip has both a caption (captions.jsonl) and labels (run `label`)'
        )
    found = []
    with ProgressLine('pictures', 'clips') as progress:
        for done, clip in enumerate(captioned, start=1):
            wanted_s = labels.read_clip(clip.name).times_s[:, 0]
            if not pictures.has(clip.name, clip.fingerprint()):
                frames = {round(f.time_s, 4): f.image for f in clip.frames(rate_hz)}
                images = np.stack([frames[round(float(time), 4)] for time in wanted_s])
                pictures.write(clip.name, {'images': images}, clip.fingerprint())
            found.append(
                CaptionedClip(
                    str(clip.caption),
                    pictures.read(clip.name)['images'],
                    labels.read_clip(clip.name).tokens,
                )
            )
            progress.update(done, len(captioned))
    return IntentSet(found), len(labelled) - len(captioned)
