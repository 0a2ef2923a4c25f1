# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What every source of masks has in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from lavla_training.data.video_folder import VideoFrame


class MaskProvider(Protocol):
    """Give the foreground of a clip's frames."""

    def masks(self, clip: str, frames: Sequence[VideoFrame]) -> np.ndarray:
        """
        Return masks (T, h, w) uint8 of the given frames: 0 background, 1 foreground.

        ``clip`` is the clip's name in its folder; ``frames`` are some or all of its frames, in
        order. The masks may be coarser than the images. Raise DataError, with the clip's name,
        when there is no mask for it.
        """
        ...


def mask_images(frames: Sequence[VideoFrame]) -> np.ndarray:
    """Return the images of frames as one array (T, H, W, 3) uint8."""
    return np.stack([frame.image for frame in frames])
