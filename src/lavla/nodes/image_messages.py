# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Conversion between images as arrays and image messages."""

from __future__ import annotations

from array import array

import cv2
import numpy as np
from sensor_msgs.msg import CompressedImage, Image
from std_msgs.msg import Header

_CHANNELS = {'rgb8': 3, 'bgr8': 3, 'rgba8': 4, 'bgra8': 4, 'mono8': 1, '8UC1': 1, '8UC3': 3}
_TO_RGB = {
    'bgr8': cv2.COLOR_BGR2RGB,
    '8UC3': cv2.COLOR_BGR2RGB,
    'rgba8': cv2.COLOR_RGBA2RGB,
    'bgra8': cv2.COLOR_BGRA2RGB,
    'mono8': cv2.COLOR_GRAY2RGB,
    '8UC1': cv2.COLOR_GRAY2RGB,
}
_FROM_RGB = {'bgr8': cv2.COLOR_RGB2BGR, 'mono8': cv2.COLOR_RGB2GRAY}
PUBLISHED_ENCODINGS = ('rgb8', *_FROM_RGB)


class ImageMessageError(ValueError):
    """Say which image message cannot be read and why."""


def image_array(message: Image) -> np.ndarray:
    """
    Return an image message as RGB uint8 (H, W, 3).

    Raise ImageMessageError for an encoding that is not supported or data that is too short.
    """
    channels = _CHANNELS.get(message.encoding)
    if channels is None:
        raise ImageMessageError(
            f'image in {message.header.frame_id!r} has encoding {message.encoding!r}; '
            'supported: ' + ', '.join(_CHANNELS)
        )
    row_bytes = message.width * channels
    step = message.step or row_bytes
    data = np.frombuffer(message.data, dtype=np.uint8)
    if step < row_bytes or data.size < step * message.height or not row_bytes:
        raise ImageMessageError(
            f'image in {message.header.frame_id!r} has {data.size} bytes; {message.height} rows '
            f'of {message.width} {message.encoding} pixels with step {step} do not fit'
        )
    rows = data[: step * message.height].reshape(message.height, step)[:, :row_bytes]
    pixels = rows.reshape(message.height, message.width, channels)
    conversion = _TO_RGB.get(message.encoding)
    return np.ascontiguousarray(pixels) if conversion is None else cv2.cvtColor(pixels, conversion)


def image_message(image: np.ndarray, header: Header, encoding: str = 'rgb8') -> Image:
    """Return an RGB uint8 (H, W, 3) image as a message in one of PUBLISHED_ENCODINGS."""
    conversion = _FROM_RGB.get(encoding)
    pixels = image if conversion is None else cv2.cvtColor(image, conversion)
    height, width = pixels.shape[:2]
    return Image(
        header=header,
        height=height,
        width=width,
        encoding=encoding,
        is_bigendian=0,
        step=width * _CHANNELS[encoding],
        data=array('B', np.ascontiguousarray(pixels).tobytes()),
    )


def jpeg_message(image: np.ndarray, header: Header, quality: int = 90) -> CompressedImage:
    """Return an RGB uint8 (H, W, 3) image as a JPEG message."""
    encoded, data = cv2.imencode(
        '.jpg', cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    if not encoded:
        raise ImageMessageError(f'OpenCV could not encode an image of shape {image.shape} as JPEG')
    return CompressedImage(header=header, format='jpeg', data=array('B', data.tobytes()))
