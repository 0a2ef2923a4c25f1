# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Frames from a V4L2 device or a video file, through OpenCV."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np


class VideoSourceError(RuntimeError):
    """Say which device or file gives no frames and what to check."""


class EndOfFile(Exception):
    """The last frame of a video file was read and the file does not loop."""


class VideoSource:
    """A camera device or a video file that gives RGB frames one after the other."""

    def __init__(
        self,
        path: str,
        is_file: bool,
        width: int = 0,
        height: int = 0,
        rate_hz: float = 0.0,
        loop: bool = False,
    ) -> None:
        """
        Open the source; width, height and rate_hz of 0 leave the source's own.

        Raise VideoSourceError when it does not exist or cannot be opened.
        """
        self.path = path
        self._is_file = is_file
        self._loop = loop
        self._capture = self._open(width, height, rate_hz)
        self._width, self._height = width, height
        own_rate_hz = float(self._capture.get(cv2.CAP_PROP_FPS))
        self.rate_hz = rate_hz or (own_rate_hz if own_rate_hz > 0.0 else 30.0)

    def read(self) -> np.ndarray:
        """
        Return the next frame as RGB uint8 (H, W, 3); blocks until the device has one.

        Raise VideoSourceError when the device gives no more frames and EndOfFile at the end.
        """
        read, frame = self._capture.read()
        if not read and self._is_file and self._loop:
            self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
            read, frame = self._capture.read()
        if not read and self._is_file:
            raise EndOfFile(self.path)
        if not read:
            raise VideoSourceError(f'{self.path} gives no more frames; was it unplugged?')
        if self._width and self._height and frame.shape[:2] != (self._height, self._width):
            frame = cv2.resize(frame, (self._width, self._height), interpolation=cv2.INTER_AREA)
        return cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)

    def close(self) -> None:
        """Release the device or file."""
        self._capture.release()

    def _open(self, width: int, height: int, rate_hz: float) -> cv2.VideoCapture:
        if not Path(self.path).exists():
            kind = 'video file' if self._is_file else 'camera device'
            raise VideoSourceError(f'{kind} {self.path} does not exist')
        if self._is_file:
            capture = cv2.VideoCapture(self.path)
        else:
            capture = cv2.VideoCapture(self.path, cv2.CAP_V4L2)
            for prop, value in (
                (cv2.CAP_PROP_FRAME_WIDTH, width),
                (cv2.CAP_PROP_FRAME_HEIGHT, height),
                (cv2.CAP_PROP_FPS, rate_hz),
            ):
                if value:
                    capture.set(prop, value)
        if not capture.isOpened():
            capture.release()
            hint = (
                'is it a video that OpenCV can decode?'
                if self._is_file
                else 'is it in use by another program, and are you in the group video?'
            )
            raise VideoSourceError(f'{self.path} cannot be opened: {hint}')
        return capture
