# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write an H.264 video file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np

from lavla_training.data.atomic_file import atomic_path


def write_h264(
    path: Path,
    frames: Iterable[np.ndarray],
    rate_hz: int,
    quality: int = 18,
    title: str | None = None,
) -> int:
    """
    Encode RGB frames (H, W, 3) uint8 with even sides into an mp4 file; return their number.

    ``quality`` is x264's constant rate factor: lower is better. The file appears under its name
    when it is complete. Raise ValueError when there is no frame.
    """
    count = 0
    with atomic_path(path) as partial, av.open(str(partial), 'w', format='mp4') as container:
        if title is not None:
            container.metadata['title'] = title
        stream = None
        for frame in frames:
            if stream is None:
                stream = container.add_stream('libx264', rate=rate_hz)
                stream.height, stream.width = frame.shape[:2]
                stream.pix_fmt = 'yuv420p'
                stream.thread_count = 1
                # A key frame every half second keeps random access cheap for training.
                stream.options = {
                    'crf': str(quality),
                    'preset': 'veryfast',
                    'g': str(max(1, rate_hz // 2)),
                }
            picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format='rgb24')
            container.mux(stream.encode(picture))
            count += 1
        if stream is None:
            raise ValueError(f'no frame was given for {path}')
        container.mux(stream.encode())
    return count
