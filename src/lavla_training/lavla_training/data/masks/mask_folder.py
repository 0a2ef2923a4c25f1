# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write the masks of a whole video folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lavla_training.data.atomic_file import atomic_path, remove_partial_files
from lavla_training.data.errors import DataError
from lavla_training.data.masks.file import write_masks
from lavla_training.data.masks.provider import MaskProvider
from lavla_training.data.video_folder import VideoClip, VideoFolder


def default_mask_folder(videos: Path) -> Path:
    """Return where the masks of a video folder are unless told otherwise: beside it."""
    return videos.with_name(f'{videos.name}_masks')


def mask_path(folder: Path, clip: VideoClip) -> Path:
    """Return the file of a clip's masks."""
    return folder / f'{clip.name}.npz'


@dataclass(frozen=True)
class MaskFolderResult:
    """How many clips got masks now, and how many had them; their mean share of foreground."""

    written: int
    kept: int
    coverage: float


def write_mask_folder(
    folder: VideoFolder,
    provider: MaskProvider,
    output: Path,
    on_clip: Callable[[int, int], None] = lambda done, total: None,
) -> MaskFolderResult:
    """
    Write ``<output>/<clip>.npz`` for every readable clip that has none yet.

    Damaged clips are noted in ``folder.damaged``. ``on_clip(done, total)`` follows each clip.
    """
    remove_partial_files(output)
    written = kept = 0
    shares: list[float] = []
    for number, clip in enumerate(folder.clips, start=1):
        path = mask_path(output, clip)
        if path.exists():
            kept += 1
        else:
            try:
                frames = list(clip.frames())
            except DataError as error:
                folder.damaged[clip.name] = str(error)
                continue
            masks = provider.masks(clip.name, frames)
            with atomic_path(path) as partial:
                write_masks(partial, masks)
            written += 1
            shares.append(float(masks.mean()))
        on_clip(number, len(folder.clips))
    return MaskFolderResult(written, kept, sum(shares) / len(shares) if shares else 0.0)
