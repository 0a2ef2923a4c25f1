# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Masks of what moves against the background, by optical flow alone."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from lavla_training.data.errors import DataError
from lavla_training.data.video_folder import VideoFrame

_GRID_STEP = 8


class OpticalFlowMasks:
    """
    Call foreground what the camera's own motion does not explain.

    Dense flow to a frame ``interval_s`` later (earlier, at the clip's end) is compared with the
    homography that fits most of it; what differs by more than ``threshold_px`` pixels and by
    more than ``noise_ratio`` times the median difference moves by itself. Hands at rest are not
    found: it needs no network, and it is no match for one.
    """

    def __init__(
        self, interval_s: float = 0.1, threshold_px: float = 1.0, noise_ratio: float = 4.0
    ) -> None:
        if interval_s <= 0 or threshold_px <= 0:
            raise DataError('optical_flow: interval_s and threshold_px must be positive')
        self._interval_s = interval_s
        self._threshold_px = threshold_px
        self._noise_ratio = noise_ratio
        self._flow = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)

    def masks(self, clip: str, frames: Sequence[VideoFrame]) -> np.ndarray:
        """Return the masks (T, H, W) uint8 of the given frames."""
        if len(frames) < 2:
            raise DataError(f"clip '{clip}': optical flow needs two or more frames")
        grey = [cv2.cvtColor(frame.image, cv2.COLOR_RGB2GRAY) for frame in frames]
        times = np.array([frame.time_s for frame in frames])
        masks = np.empty((len(frames), *grey[0].shape), np.uint8)
        for index in range(len(frames)):
            later = int(np.searchsorted(times, times[index] + self._interval_s - 1e-6))
            if later >= len(frames):
                later = max(0, int(np.searchsorted(times, times[index] - self._interval_s)))
            later = later if later != index else (index + 1 if index == 0 else index - 1)
            masks[index] = self._moving(grey[index], grey[later])
        return masks

    def _moving(self, image: np.ndarray, other: np.ndarray) -> np.ndarray:
        flow = self._flow.calc(image, other, None)
        residual = np.linalg.norm(flow - camera_flow(flow), axis=2)
        limit = max(self._threshold_px, self._noise_ratio * float(np.median(residual)))
        mask = (residual > limit).astype(np.uint8)
        side = max(3, round(min(image.shape) / 45) | 1)
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel)
        return np.asarray(cv2.morphologyEx(opened, cv2.MORPH_CLOSE, kernel), np.uint8)


def camera_flow(flow: np.ndarray) -> np.ndarray:
    """
    Return the part (H, W, 2) of a dense flow that one homography explains, in pixels.

    The homography is fitted to a grid of flow vectors with RANSAC. Without a fit (a picture
    that tells nothing) the camera is taken to rest, and the result is zero.
    """
    height, width = flow.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    everywhere = np.stack([columns, rows], axis=2)
    offset = _GRID_STEP // 2
    points = everywhere[offset::_GRID_STEP, offset::_GRID_STEP].reshape(-1, 2)
    moved = points + flow[offset::_GRID_STEP, offset::_GRID_STEP].reshape(-1, 2)
    homography, _ = cv2.findHomography(points, moved, cv2.RANSAC, 0.75)
    if homography is None:
        return np.zeros_like(flow)
    mapped = cv2.perspectiveTransform(everywhere.reshape(1, -1, 2), homography)
    return np.asarray(mapped.reshape(height, width, 2) - everywhere)
