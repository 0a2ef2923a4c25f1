# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Masks from a network that labels the pixels or patches of single images."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from lavla_training.data.errors import DataError
from lavla_training.data.masks.provider import mask_images
from lavla_training.data.video_folder import VideoFrame


class SegmenterMasks:
    """
    Take the foreground from a segmentation network.

    ``predict`` turns images (B, H, W, 3) uint8 into foreground (B, h, w): booleans, or
    probabilities that count from one half.
    """

    def __init__(self, predict: Callable[[np.ndarray], np.ndarray], batch_size: int = 32) -> None:
        self._predict = predict
        self._batch_size = batch_size

    def masks(self, clip: str, frames: Sequence[VideoFrame]) -> np.ndarray:
        """Return the masks (T, h, w) uint8 of the given frames."""
        parts: list[np.ndarray] = []
        for start in range(0, len(frames), self._batch_size):
            images = mask_images(frames[start : start + self._batch_size])
            part = np.asarray(self._predict(images))
            if part.ndim != 3 or part.shape[0] != images.shape[0]:
                raise DataError(
                    f"clip '{clip}': the segmenter gave {part.shape} for images {images.shape}; "
                    'expected (B, h, w)'
                )
            parts.append((part >= 0.5).astype(np.uint8))
        return np.concatenate(parts)
