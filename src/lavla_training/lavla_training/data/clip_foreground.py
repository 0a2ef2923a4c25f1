# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The foreground share of every patch of a clip, from the segmentation head or from mask files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch

from lavla.models.patch_masks import patch_coverage
from lavla_training.data.errors import DataError
from lavla_training.data.frozen_vision import FrozenVision
from lavla_training.data.masks.mask_folder import default_mask_folder, mask_path
from lavla_training.data.masks.registry import make_mask_provider
from lavla_training.data.video_folder import VideoClip, VideoFolder, VideoFrame

FOREGROUND_SOURCES = ('segmenter', 'file')


class ClipForeground(Protocol):
    """Where the foreground of latent actions comes from."""

    @property
    def description(self) -> Mapping[str, Any]:
        """Return what the shares depend on besides the clip, as the key of a cache."""
        ...

    def check(self, folder: VideoFolder) -> None:
        """Raise DataError, before any work is done, when a readable clip lacks its masks."""
        ...

    def fingerprint(self, clip: VideoClip) -> str:
        """Return a text that changes when the clip or its masks do."""
        ...

    def shares(
        self, clip: VideoClip, frames: Sequence[VideoFrame], features: np.ndarray
    ) -> np.ndarray:
        """Return the shares (T, N) float16 in [0, 1] of frames with features (T, N, D)."""
        ...


class SegmenterForeground:
    """Take the probabilities of the head that `lavla-train vision` trained."""

    def __init__(self, vision: FrozenVision) -> None:
        self._vision = vision

    @property
    def description(self) -> Mapping[str, Any]:
        """Return what the shares depend on besides the clip, as the key of a cache."""
        return {'provider': 'segmenter', 'model': self._vision.identity}

    def check(self, folder: VideoFolder) -> None:
        """Do nothing: every clip that can be read gets its foreground from its features."""

    def fingerprint(self, clip: VideoClip) -> str:
        """Return a text that changes when the clip does."""
        return clip.fingerprint()

    def shares(
        self, clip: VideoClip, frames: Sequence[VideoFrame], features: np.ndarray
    ) -> np.ndarray:
        """Return the shares (T, N) float16 in [0, 1] of frames with features (T, N, D)."""
        return self._vision.foreground(features)


class FileForeground:
    """
    Measure how much of each patch the masks of `lavla-train mask` cover.

    Masks may have any resolution; like the pictures, they are taken to fill the square that the
    encoder sees.
    """

    def __init__(self, videos: Path, masks: Path, grid: tuple[int, int]) -> None:
        """Take `masks`/<clip>.npz for the clips of the folder `videos`; see `FileMasks`."""
        self._videos = videos
        self._folder = masks
        self._grid = grid

    @property
    def description(self) -> Mapping[str, Any]:
        """Return what the shares depend on besides the clip, as the key of a cache."""
        return {'provider': 'file', 'folder': str(self._folder.resolve()), 'grid': self._grid}

    def check(self, folder: VideoFolder) -> None:
        """
        Raise DataError naming the first readable clip without masks, and how to make them.

        Clips that cannot be decoded have none: they are noted in `folder.damaged`.
        """
        for clip in folder.clips:
            if mask_path(self._folder, clip).exists():
                continue
            try:
                for _ in clip.frames():
                    pass
            except DataError as error:
                folder.damaged[clip.name] = str(error)
                continue
            output = '' if self._folder == default_mask_folder(self._videos) else self._folder
            command = f'lavla-train mask {self._videos} {output}'.rstrip()
            raise DataError(
                f"{mask_path(self._folder, clip)}: clip '{clip.name}' has no masks; make them "
                f'with `{command} --source optical_flow` (or another source)'
            )

    def fingerprint(self, clip: VideoClip) -> str:
        """Return a text that changes when the clip or its masks do."""
        status = mask_path(self._folder, clip).stat()
        return f'{clip.fingerprint()}-{status.st_size}-{status.st_mtime_ns}'

    def shares(
        self, clip: VideoClip, frames: Sequence[VideoFrame], features: np.ndarray
    ) -> np.ndarray:
        """Return the shares (T, N) float16 in [0, 1] of frames with features (T, N, D)."""
        masks = make_mask_provider('file', directory=self._folder).masks(clip.name, frames)
        return patch_coverage(torch.from_numpy(masks), *self._grid).half().numpy()


def open_foreground(
    name: str, videos: Path, vision: FrozenVision, masks: Path | None = None
) -> ClipForeground:
    """
    Return the source of that name: `segmenter` or `file`.

    `masks` is the folder of the mask files; without it they lie beside the videos, where
    `lavla-train mask` writes them. Raise DataError for an unknown name.
    """
    if name == 'segmenter':
        return SegmenterForeground(vision)
    if name == 'file':
        return FileForeground(videos, masks or default_mask_folder(videos), vision.encoder.grid)
    known = ', '.join(FOREGROUND_SOURCES)
    raise DataError(
        f'unknown source of masks {name!r} for this stage; known: {known} (any source of '
        '`lavla-train mask` becomes a file)'
    )
