# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Keep JPEG images as a video without encoding them again: Motion JPEG in Matroska."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from lavla_training.data.errors import DataError

_CLOCK = Fraction(1, 1000)
"""Matroska's clock: presentation times are whole milliseconds."""
_REENCODED_QUALITY = 95
_JPEG_START = b'\xff\xd8'


def is_jpeg(data: bytes) -> bool:
    """Tell whether bytes begin like a JPEG image."""
    return data.startswith(_JPEG_START)


def encode_jpeg(image: np.ndarray) -> bytes:
    """Encode an RGB image (H, W, 3) uint8 at quality 95, for sources that are not JPEG."""
    swapped = cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    done, data = cv2.imencode('.jpg', swapped, [cv2.IMWRITE_JPEG_QUALITY, _REENCODED_QUALITY])
    if not done:
        raise DataError(f'an image of shape {image.shape} cannot be encoded as JPEG')
    return bytes(data)


def decode_jpeg(data: bytes) -> np.ndarray:
    """Return the RGB image (H, W, 3) uint8. Raise DataError when the data is damaged."""
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise DataError(f'{len(data)} bytes are not a readable image')
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def write_jpeg_video(path: Path, images: Sequence[bytes], times_s: np.ndarray) -> None:
    """
    Write JPEG images as the frames of ``path`` (.mkv), each at its time, bit for bit.

    Times (N,) in seconds from 0 on are rounded to milliseconds. Raise DataError when there is
    no image, one is no JPEG, or two fall on the same millisecond.
    """
    ticks = np.round(np.asarray(times_s) / float(_CLOCK)).astype(np.int64)
    if not images or len(images) != ticks.size:
        raise DataError(f'{path}: {len(images)} images for {ticks.size} times')
    if np.any(np.diff(ticks) <= 0) or ticks[0] < 0:
        raise DataError(f'{path}: the images do not lie at growing times of whole milliseconds')
    height, width = decode_jpeg(images[0]).shape[:2]
    with av.open(str(path), 'w', format='matroska') as container:
        stream = container.add_stream('mjpeg')
        stream.width, stream.height, stream.pix_fmt = width, height, 'yuvj420p'
        stream.time_base = _CLOCK
        for index, (data, tick) in enumerate(zip(images, ticks, strict=True)):
            if not is_jpeg(data):
                raise DataError(f'{path}: image {index} is not a JPEG')
            packet = av.Packet(data)
            packet.stream = stream
            packet.time_base = _CLOCK
            packet.pts = packet.dts = int(tick)
            packet.is_keyframe = True
            container.mux(packet)


class JpegVideo:
    """Read single frames of a Motion JPEG video; nothing but the asked frame is decoded."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with av.open(str(path)) as container:
                packets = [
                    (int(packet.pts), bytes(packet))
                    for packet in container.demux(video=0)
                    if packet.pts is not None and packet.size
                ]
        except (av.FFmpegError, IndexError, OSError) as error:
            raise DataError(f'{path}: not a readable video: {error}') from error
        self.times_s = np.array([tick for tick, _ in packets]) * float(_CLOCK)
        self._images = [data for _, data in packets]

    def __len__(self) -> int:
        return len(self._images)

    def image(self, index: int) -> np.ndarray:
        """Return a frame (H, W, 3) uint8 RGB. Raise DataError when it is damaged."""
        try:
            return decode_jpeg(self._images[index])
        except DataError as error:
            raise DataError(f'{self._path}: frame {index}: {error}') from error

    def data(self, index: int) -> bytes:
        """Return the JPEG data of a frame."""
        return self._images[index]
