# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Masks from a simulator's or generator's ground-truth class masks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from lavla_training.data.errors import DataError
from lavla_training.data.masks.file import read_array, select_frames
from lavla_training.data.video_folder import VideoFrame

HAND_CLASSES: tuple[str, ...] = ('hand_left', 'hand_right', 'forearm_left', 'forearm_right')
"""The classes of a person's hands and forearms in synthetic video."""


class SegmentationMasks:
    """
    Read ``<directory>/<clip>.npz`` with ``classes`` uint8 (T, H, W) and ``class_names``.

    ``foreground`` names the classes that count as foreground.
    """

    def __init__(
        self, directory: Path | str, foreground: Sequence[str] = (*HAND_CLASSES, 'object')
    ) -> None:
        self._directory = Path(directory)
        self._foreground = tuple(foreground)
        if not self._directory.is_dir():
            raise DataError(f'{self._directory}: no such folder of class masks')

    def masks(self, clip: str, frames: Sequence[VideoFrame]) -> np.ndarray:
        """Return the masks (T, H, W) uint8 of the given frames."""
        path = self._directory / f'{clip}.npz'
        names = [str(name) for name in read_array(path, 'class_names')]
        unknown = sorted(set(self._foreground) - set(names))
        if unknown:
            raise DataError(
                f'{path}: no class {", ".join(unknown)}; the classes are {", ".join(names)}'
            )
        wanted = np.array([name in self._foreground for name in names], np.uint8)
        classes = select_frames(path, read_array(path, 'classes'), frames)
        if classes.size and classes.max() >= len(names):
            raise DataError(f'{path}: class {classes.max()} has no name in class_names')
        return wanted[classes]
