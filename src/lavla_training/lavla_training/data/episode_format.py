# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
The format of training episodes on disk, and how they are written.

``episode_000000/<camera>.mkv``: the camera's JPEG images, unchanged, at their times.
``low_dim.npz``: timestamps_s (T,), positions (T, J), velocities (T, J), actions (T, J); for each
camera ``<camera>_times_s`` (F,), exact times of the frames, and ``<camera>_rows`` (T,), the frame
that was the newest at each row. ``meta.json``: what the episode is.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lavla_training.data.jpeg_video import write_jpeg_video

LOW_DIM_FILE = 'low_dim.npz'
META_FILE = 'meta.json'


@dataclass(frozen=True)
class EpisodeContent:
    """
    A training episode in memory.

    Times are seconds since the first image; J joints, T rows. ``image_rows`` maps each camera
    to the index of the newest image at each row (T,).
    """

    timestamps_s: np.ndarray
    positions: np.ndarray
    velocities: np.ndarray
    actions: np.ndarray
    image_times_s: Mapping[str, np.ndarray]
    image_rows: Mapping[str, np.ndarray]
    images: Mapping[str, list[bytes]]
    meta: Mapping[str, Any]


def episode_directory(root: Path, index: int) -> Path:
    """Return the folder of an episode."""
    return root / f'episode_{index:06d}'


def write_episode(directory: Path, content: EpisodeContent) -> None:
    """Write an episode; its folder appears when it is complete."""
    partial = directory.with_name(f'.{directory.name}.{os.getpid()}.partial')
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        arrays: dict[str, np.ndarray] = {
            'timestamps_s': content.timestamps_s,
            'positions': content.positions,
            'velocities': content.velocities,
            'actions': content.actions,
        }
        for camera, images in content.images.items():
            times = content.image_times_s[camera]
            write_jpeg_video(partial / f'{camera}.mkv', images, times)
            arrays[f'{camera}_times_s'] = times
            arrays[f'{camera}_rows'] = np.asarray(content.image_rows[camera], np.int64)
        np.savez(partial / LOW_DIM_FILE, **arrays)
        text = json.dumps(dict(content.meta), indent=2, ensure_ascii=False)
        (partial / META_FILE).write_text(text + '\n', encoding='utf-8')
        os.replace(partial, directory)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
