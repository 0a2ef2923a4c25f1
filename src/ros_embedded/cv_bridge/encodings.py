# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Encodings of sensor_msgs/msg/Image: NumPy type, channels and colour space."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Encoding:
    """What an encoding's name says; ``color`` is '' for plain numbers."""

    dtype: np.dtype
    channels: int
    color: str = ''

    @property
    def bits(self) -> int:
        """Return the bits of one number."""
        return 8 * self.dtype.itemsize


_8_BITS, _16_BITS = np.dtype('u1'), np.dtype('u2')
_COLOR_CHANNELS = {'rgb': 3, 'rgba': 4, 'bgr': 3, 'bgra': 4, 'mono': 1}
_BAYER = ('bayer_rggb', 'bayer_bggr', 'bayer_gbrg', 'bayer_grbg')
_COLORS = {
    f'{color}{8 * dtype.itemsize}': Encoding(dtype, channels, color)
    for color, channels in {**_COLOR_CHANNELS, **dict.fromkeys(_BAYER, 1)}.items()
    for dtype in (_8_BITS, _16_BITS)
} | {
    'yuv422': Encoding(_8_BITS, 2, 'yuv422'),
    'uyvy': Encoding(_8_BITS, 2, 'yuv422'),
    'yuv422_yuy2': Encoding(_8_BITS, 2, 'yuv422_yuy2'),
    'yuyv': Encoding(_8_BITS, 2, 'yuv422_yuy2'),
}
_NUMBERS = re.compile(r'(8U|8S|16U|16S|32S|32F|64F)(?:C([0-9]+))?\Z')
# Several planes in one message, whose height is not that of the image.
_PLANAR = ('nv21', 'nv24')

NUMPY_NAMES = {
    '8U': 'uint8',
    '8S': 'int8',
    '16U': 'uint16',
    '16S': 'int16',
    '32S': 'int32',
    '32F': 'float32',
    '64F': 'float64',
}
_NAMES = {np.dtype(value): name for name, value in NUMPY_NAMES.items()}


def parse_encoding(name: str) -> Encoding | None:
    """Return what an encoding's name says, None when it is not known."""
    found = _COLORS.get(name)
    if found is not None:
        return found
    match = _NUMBERS.match(name)
    if match is None:
        return None
    channels = int(match[2] or 1)
    return Encoding(np.dtype(NUMPY_NAMES[match[1]]), channels) if channels else None


def encoding_of(image: np.ndarray) -> str | None:
    """Return the name of the encoding of plain numbers, e.g. '8UC3'; None without one."""
    kind = _NAMES.get(image.dtype.newbyteorder('='))
    if kind is None:
        return None
    return f'{kind}C{1 if image.ndim == 2 else image.shape[2]}'


def why_unknown(name: str) -> str:
    """Return an error message for an encoding that is not known."""
    if name in _PLANAR:
        return (
            f'Unrecognized image encoding [{name}]: its planes do not fit one array; convert the '
            "message's data with cv2.cvtColor, e.g. cv2.COLOR_YUV2BGR_NV21"
        )
    return f'Unrecognized image encoding [{name}]; known are {", ".join(_COLORS)}, 8UC1…64FC4'
