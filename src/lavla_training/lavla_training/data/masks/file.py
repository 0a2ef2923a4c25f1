# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Masks from files that another tool wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from lavla_training.data.errors import DataError
from lavla_training.data.video_folder import VideoFrame

ARRAY = 'arr_0'


class FileMasks:
    """
    Read ``<directory>/<clip>.npz``: ``arr_0`` uint8 (T, H, W), one mask per frame of the video.

    0 is background; every other value is foreground.
    """

    def __init__(self, directory: Path | str) -> None:
        self._directory = Path(directory)
        if not self._directory.is_dir():
            raise DataError(f'{self._directory}: no such folder of masks')

    def masks(self, clip: str, frames: Sequence[VideoFrame]) -> np.ndarray:
        """Return the masks (T, H, W) uint8 of the given frames."""
        path = self._directory / f'{clip}.npz'
        masks = read_array(path, ARRAY)
        if masks.ndim != 3 or masks.dtype != np.uint8:
            raise DataError(
                f"{path}: '{ARRAY}' must be uint8 (T, H, W), found {masks.dtype} {masks.shape}"
            )
        return (select_frames(path, masks, frames) != 0).astype(np.uint8)


def read_array(path: Path, key: str) -> np.ndarray:
    """Return one array of an npz file. Raise DataError naming the file and the key."""
    try:
        with np.load(path) as arrays:
            if key not in arrays:
                raise DataError(f"{path}: no array '{key}'; found {', '.join(arrays.files)}")
            return np.asarray(arrays[key])
    except FileNotFoundError as error:
        raise DataError(f'{path}: no such mask file') from error
    except (OSError, ValueError, EOFError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(f'{path}: not a readable npz file: {error}') from error


def select_frames(path: Path, masks: np.ndarray, frames: Sequence[VideoFrame]) -> np.ndarray:
    """Return the masks of the given frames; raise DataError when the file has too few."""
    indices = [frame.index for frame in frames]
    if indices and indices[-1] >= masks.shape[0]:
        raise DataError(f'{path}: {masks.shape[0]} masks, but the video has a frame {indices[-1]}')
    return masks[indices]


def write_masks(path: Path, masks: np.ndarray) -> None:
    """Write masks (T, H, W) uint8 so that ``FileMasks`` reads them."""
    with path.open('wb') as stream:
        np.savez_compressed(stream, np.asarray(masks, np.uint8))
