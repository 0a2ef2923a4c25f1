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


_COLORS = {
    'rgb8': Encoding(np.dtype('u1'), 3, 'rgb'),
    'rgba8': Encoding(np.dtype('u1'), 4, 'rgba'),
    'rgb16': Encoding(np.dtype('u2'), 3, 'rgb'),
    'rgba16': Encoding(np.dtype('u2'), 4, 'rgba'),
    'bgr8': Encoding(np.dtype('u1'), 3, 'bgr'),
    'bgra8': Encoding(np.dtype('u1'), 4, 'bgra'),
    'bgr16': Encoding(np.dtype('u2'), 3, 'bgr'),
    'bgra16': Encoding(np.dtype('u2'), 4, 'bgra'),
    'mono8': Encoding(np.dtype('u1'), 1, 'mono'),
    'mono16': Encoding(np.dtype('u2'), 1, 'mono'),
}
_NUMBERS = re.compile(r'(8U|8S|16U|16S|32S|32F|64F)(?:C([1-9]))?\Z')
_NUMPY = {
    '8U': 'u1',
    '8S': 'i1',
    '16U': 'u2',
    '16S': 'i2',
    '32S': 'i4',
    '32F': 'f4',
    '64F': 'f8',
}
_NAMES = {np.dtype(value): name for name, value in _NUMPY.items()}


def parse_encoding(name: str) -> Encoding | None:
    """Return what an encoding's name says, None when it is not known."""
    found = _COLORS.get(name)
    if found is not None:
        return found
    match = _NUMBERS.match(name)
    if match is None:
        return None
    return Encoding(np.dtype(_NUMPY[match[1]]), int(match[2] or 1))


def encoding_of(image: np.ndarray) -> str | None:
    """Return the name of the encoding of plain numbers, e.g. '8UC3'; None without one."""
    kind = _NAMES.get(image.dtype.newbyteorder('='))
    if kind is None:
        return None
    return f'{kind}C{1 if image.ndim == 2 else image.shape[2]}'


def known_encodings() -> str:
    """Return the names of the encodings for an error message."""
    return ', '.join([*_COLORS, '8UC1…64FC9'])
