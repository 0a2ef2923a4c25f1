# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Conversion of image messages."""

from __future__ import annotations

import sys
from typing import Any

import cv2
import numpy as np
from sensor_msgs.msg import CompressedImage, Image

from cv_bridge.conversion import convert
from cv_bridge.encodings import NUMPY_NAMES, encoding_of, parse_encoding, why_unknown
from cv_bridge.error import CvBridgeError


class CvBridge:
    """Converter between NumPy arrays, shape (height, width[, channels]), and image messages."""

    def __init__(self) -> None:
        """Create a converter, with tables of OpenCV's types and their names."""
        self.cvtype_to_name = {
            getattr(cv2, f'CV_{kind}C{channels}'): f'{kind}C{channels}'
            for kind in NUMPY_NAMES
            for channels in range(1, 5)
        }
        self.numpy_type_to_cvtype = {
            **{name: kind for kind, name in NUMPY_NAMES.items()},
            **NUMPY_NAMES,
        }

    def dtype_with_channels_to_cvtype2(self, dtype: np.dtype, n_channels: int) -> str:
        """Return the name of OpenCV's type of numbers, e.g. '8UC3' for uint8 and 3."""
        return f'{self.numpy_type_to_cvtype[dtype.name]}C{n_channels}'

    def cvtype2_to_dtype_with_channels(self, cvtype: int) -> tuple[str, int]:
        """Return NumPy's name and the channels of an OpenCV type, e.g. ('uint8', 3)."""
        kind, _, channels = self.cvtype_to_name[cvtype].partition('C')
        return self.numpy_type_to_cvtype[kind], int(channels)

    def encoding_to_cvtype2(self, encoding: str) -> int:
        """
        Return OpenCV's type of an encoding.

        :raises CvBridgeError: when it is not known.
        """
        name, channels = self.encoding_to_dtype_with_channels(encoding)
        depth = getattr(cv2, f'CV_{self.numpy_type_to_cvtype[name]}')
        return cv2.CV_MAKETYPE(depth, channels)

    def encoding_to_dtype_with_channels(self, encoding: str) -> tuple[str, int]:
        """
        Return NumPy's name and the channels of an encoding, e.g. ('uint8', 3) for 'rgb8'.

        :raises CvBridgeError: when it is not known.
        """
        found = parse_encoding(encoding)
        if found is None:
            raise CvBridgeError(why_unknown(encoding))
        return found.dtype.name, found.channels

    def imgmsg_to_cv2(self, img_msg: Any, desired_encoding: str = 'passthrough') -> np.ndarray:
        """
        Return the image of a sensor_msgs/msg/Image.

        With 'passthrough' the array is the message's own memory, without a copy, unless its rows
        are padded or its bytes in the other order.

        :raises CvBridgeError: for an unknown encoding, an impossible conversion, or too few data.
        """
        name, channels = self.encoding_to_dtype_with_channels(img_msg.encoding)
        dtype = np.dtype(name)
        row = img_msg.width * channels * dtype.itemsize
        step = img_msg.step or row
        data = np.frombuffer(img_msg.data, np.uint8)
        if step < row or data.size < step * img_msg.height:
            raise CvBridgeError(
                f'an image of {img_msg.width}×{img_msg.height} {img_msg.encoding} with step '
                f'{step} needs rows of {row} and {step * img_msg.height} bytes in all; '
                f'there are {data.size}'
            )
        rows = data[: step * img_msg.height].reshape(img_msg.height, step)[:, :row]
        order = dtype.newbyteorder('>' if img_msg.is_bigendian else '<')
        numbers = np.ascontiguousarray(rows).view(order).astype(dtype, copy=False)
        if channels > 1:
            numbers = numbers.reshape(img_msg.height, img_msg.width, channels)
        if desired_encoding in ('passthrough', img_msg.encoding):
            return numbers
        return convert(numbers, img_msg.encoding, desired_encoding)

    def cv2_to_imgmsg(
        self, cvim: np.ndarray, encoding: str = 'passthrough', header: Any = None
    ) -> Any:
        """
        Return a sensor_msgs/msg/Image of an array; nothing is converted.

        :param encoding: what the array holds, e.g. 'rgb8'; 'passthrough' names plain numbers.
        :raises CvBridgeError: when array and encoding do not agree.
        """
        if not isinstance(cvim, np.ndarray) or cvim.ndim not in (2, 3):
            raise CvBridgeError('an image must be a NumPy array with two or three dimensions')
        plain = encoding_of(cvim)
        if plain is None:
            raise CvBridgeError(f'an image cannot have elements of type {cvim.dtype}')
        name = plain if encoding == 'passthrough' else encoding
        channels = 1 if cvim.ndim == 2 else cvim.shape[2]
        if self.encoding_to_dtype_with_channels(name) != (cvim.dtype.name, channels):
            raise CvBridgeError(
                f"encoding '{name}' does not suit an image, which has type {plain}"
            )
        big_endian = cvim.dtype.byteorder == '>' or (
            cvim.dtype.byteorder == '=' and sys.byteorder == 'big'
        )
        message = Image(
            height=int(cvim.shape[0]),
            width=int(cvim.shape[1]),
            encoding=name,
            is_bigendian=int(big_endian),
            step=int(cvim.shape[1] * channels * cvim.dtype.itemsize),
            data=np.ascontiguousarray(cvim).view(np.uint8).reshape(-1),
        )
        if header is not None:
            message.header = header
        return message

    def compressed_imgmsg_to_cv2(
        self, cmprs_img_msg: Any, desired_encoding: str = 'passthrough'
    ) -> np.ndarray:
        """
        Return the image of a sensor_msgs/msg/CompressedImage; 'passthrough' is OpenCV's BGR.

        :raises CvBridgeError: when the data are no image.
        """
        data = np.frombuffer(cmprs_img_msg.data, np.uint8)
        image = cv2.imdecode(data, cv2.IMREAD_UNCHANGED) if data.size else None
        if image is None:
            raise CvBridgeError(
                f"{data.size} bytes of format '{cmprs_img_msg.format}' are no image"
            )
        if desired_encoding == 'passthrough':
            return image
        channels = 1 if image.ndim == 2 else image.shape[2]
        color = {1: 'mono', 3: 'bgr', 4: 'bgra'}[channels]
        return convert(image, f'{color}{8 * image.dtype.itemsize}', desired_encoding)

    def cv2_to_compressed_imgmsg(self, cvim: np.ndarray, dst_format: str = 'jpg') -> Any:
        """
        Return a sensor_msgs/msg/CompressedImage of an array in OpenCV's BGR.

        :param dst_format: ending of the format's files: 'jpg', 'png', 'webp', …
        :raises CvBridgeError: when OpenCV cannot write the format.
        """
        if not isinstance(cvim, np.ndarray):
            raise CvBridgeError('an image must be a NumPy array')
        try:
            written, data = cv2.imencode(f'.{dst_format}', cvim)
        except cv2.error as error:
            raise CvBridgeError(f"cannot write the format '{dst_format}': {error}") from error
        if not written:
            raise CvBridgeError(f"cannot write the format '{dst_format}'")
        return CompressedImage(format=dst_format, data=data.reshape(-1))
