# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""From one encoding to another."""

from __future__ import annotations

import cv2
import numpy as np

from cv_bridge.encodings import Encoding, parse_encoding, why_unknown
from cv_bridge.error import CvBridgeError

_PLAIN = ('mono', 'rgb', 'bgr', 'rgba', 'bgra')
# OpenCV names a Bayer pattern by the second row's second and third pixel.
_OPENCV_BAYER = {
    'bayer_rggb': 'BayerBG',
    'bayer_bggr': 'BayerRG',
    'bayer_gbrg': 'BayerGR',
    'bayer_grbg': 'BayerGB',
}
_OPENCV_YUV = {'yuv422': 'UYVY', 'yuv422_yuy2': 'YUY2'}


def convert(image: np.ndarray, source: str, desired: str) -> np.ndarray:
    """
    Return an image in another encoding.

    Colours are converted and 8 and 16 bits scaled to each other. Plain numbers (8UC3, 32FC1, …)
    have no colours: from and to them only the type of number changes.

    :raises CvBridgeError: for an unknown encoding or an impossible conversion.
    """
    have, want = _parse(source), _parse(desired)
    if not have.color and want.color:
        raise CvBridgeError(
            f'[{source}] is not a color format. but [{desired}] is. '
            'The conversion does not make sense'
        )
    if not want.color:
        if have.channels != want.channels:
            raise CvBridgeError(
                f'[{source}] and [{desired}] do not have the same number of channels'
            )
        return change_depth(image, have, want)
    if have.color != want.color:
        code = conversion_code(have.color, want.color)
        if code is None:
            raise CvBridgeError(f'Unsupported conversion from [{source}] to [{desired}]')
        try:
            image = cv2.cvtColor(image, code)
        except cv2.error as error:
            raise CvBridgeError(
                f'Unsupported conversion from [{source}] to [{desired}]: {error}'
            ) from error
    return change_depth(image, have, want)


def conversion_code(source: str, desired: str) -> int | None:
    """Return OpenCV's number of a conversion of colours, None without one."""
    target = desired.upper().replace('MONO', 'GRAY')
    if source in _PLAIN and desired in _PLAIN:
        name = f'{source.upper().replace("MONO", "GRAY")}2{target}'
    elif source in _OPENCV_BAYER and desired in ('mono', 'rgb', 'bgr'):
        name = f'{_OPENCV_BAYER[source]}2{target}'
    elif source in _OPENCV_YUV and desired in _PLAIN:
        name = f'YUV2{target}_{_OPENCV_YUV[source]}'
    elif source in ('rgb', 'bgr', 'rgba', 'bgra') and desired in _OPENCV_YUV:
        name = f'{source.upper()}2YUV_{_OPENCV_YUV[desired]}'
    else:
        return None
    return getattr(cv2, f'COLOR_{name}', None)


def change_depth(image: np.ndarray, have: Encoding, want: Encoding) -> np.ndarray:
    """Return an image with another type of number; 8 and 16 bits are scaled to each other."""
    if have.dtype == want.dtype:
        return image
    factor = {(8, 16): 65535.0 / 255.0, (16, 8): 255.0 / 65535.0}.get((have.bits, want.bits), 1.0)
    values = image.astype(np.float64) * factor
    if want.dtype.kind == 'f':
        return values.astype(want.dtype)
    limits = np.iinfo(want.dtype)
    return np.clip(np.rint(values), limits.min, limits.max).astype(want.dtype)


def _parse(name: str) -> Encoding:
    encoding = parse_encoding(name)
    if encoding is None:
        raise CvBridgeError(why_unknown(name))
    return encoding
