# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Conversion of images."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from sensor_msgs.msg import CompressedImage, Image

from cv_bridge.encodings import encoding_of, known_encodings, parse_encoding


class CvBridgeError(TypeError):
    """An image cannot be converted."""


class CvBridge:
    """Converter between NumPy arrays, shape (height, width[, channels]), and image messages."""

    def imgmsg_to_cv2(self, img_msg: Any, desired_encoding: str = 'passthrough') -> np.ndarray:
        """
        Return the image of a sensor_msgs/msg/Image.

        With 'passthrough' the array is the message's own memory, without a copy.

        :raises CvBridgeError: for an unknown encoding, an impossible conversion, or too few data.
        """
        encoding = parse_encoding(img_msg.encoding)
        if encoding is None:
            raise CvBridgeError(
                f"unknown encoding '{img_msg.encoding}'; known are {known_encodings()}"
            )
        item = encoding.dtype.itemsize
        row = img_msg.width * encoding.channels * item
        step = img_msg.step or row
        data = np.frombuffer(img_msg.data, np.uint8)
        if step < row or data.size < step * img_msg.height:
            raise CvBridgeError(
                f'an image of {img_msg.width}×{img_msg.height} {img_msg.encoding} with step '
                f'{step} needs rows of {row} and {step * img_msg.height} bytes in all; '
                f'there are {data.size}'
            )
        rows = data[: step * img_msg.height].reshape(img_msg.height, step)[:, :row]
        order = '>' if img_msg.is_bigendian else '<'
        numbers = np.ascontiguousarray(rows).view(encoding.dtype.newbyteorder(order))
        if encoding.channels > 1:
            numbers = numbers.reshape(img_msg.height, img_msg.width, encoding.channels)
        if img_msg.is_bigendian and item > 1:
            numbers = numbers.astype(encoding.dtype)
        return self._convert(numbers, img_msg.encoding, desired_encoding)

    def cv2_to_imgmsg(
        self, cvim: np.ndarray, encoding: str = 'passthrough', header: Any = None
    ) -> Any:
        """
        Return a sensor_msgs/msg/Image of an array.

        :param encoding: what the array holds, e.g. 'rgb8'; 'passthrough' names plain numbers.
        :raises CvBridgeError: when array and encoding do not agree.
        """
        if not isinstance(cvim, np.ndarray) or cvim.ndim not in (2, 3):
            raise CvBridgeError('an image must be a NumPy array with two or three dimensions')
        plain = encoding_of(cvim)
        if plain is None:
            raise CvBridgeError(f'an image cannot have elements of type {cvim.dtype}')
        name = plain if encoding == 'passthrough' else encoding
        wanted = parse_encoding(name)
        channels = 1 if cvim.ndim == 2 else cvim.shape[2]
        if wanted is None or wanted.dtype != cvim.dtype or wanted.channels != channels:
            raise CvBridgeError(f"encoding '{name}' does not suit an image of type {plain}")
        message = Image(
            height=int(cvim.shape[0]),
            width=int(cvim.shape[1]),
            encoding=name,
            is_bigendian=0,
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
        image = cv2.imdecode(np.frombuffer(cmprs_img_msg.data, np.uint8), cv2.IMREAD_UNCHANGED)
        if image is None:
            raise CvBridgeError(
                f"{len(cmprs_img_msg.data)} bytes of format '{cmprs_img_msg.format}' are no image"
            )
        channels = 1 if image.ndim == 2 else image.shape[2]
        depth = 16 if image.dtype == np.uint16 else 8
        source = {1: f'mono{depth}', 3: f'bgr{depth}', 4: f'bgra{depth}'}[channels]
        return self._convert(image, source, desired_encoding)

    def cv2_to_compressed_imgmsg(self, cvim: np.ndarray, dst_format: str = 'jpg') -> Any:
        """
        Return a sensor_msgs/msg/CompressedImage of an array in OpenCV's BGR.

        :raises CvBridgeError: when OpenCV cannot write the format.
        """
        try:
            written, data = cv2.imencode(f'.{dst_format}', cvim)
        except cv2.error as error:
            raise CvBridgeError(f"cannot write the format '{dst_format}': {error}") from error
        if not written:
            raise CvBridgeError(f"cannot write the format '{dst_format}'")
        return CompressedImage(format=dst_format, data=data.reshape(-1))

    @staticmethod
    def _convert(image: np.ndarray, source: str, desired: str) -> np.ndarray:
        if desired in ('passthrough', source):
            return image
        have, want = parse_encoding(source), parse_encoding(desired)
        if have is None or want is None:
            raise CvBridgeError(f"unknown encoding '{desired}'; known are {known_encodings()}")
        if not want.color:
            if (have.dtype, have.channels) == (want.dtype, want.channels):
                return image
            raise CvBridgeError(f"cannot convert an image from '{source}' to '{desired}'")
        color = have.color or {1: 'mono', 3: 'bgr', 4: 'bgra'}.get(have.channels, '')
        if not color or have.dtype.kind != 'u' or have.dtype.itemsize > 2:
            raise CvBridgeError(f"cannot convert an image from '{source}' to '{desired}'")
        if color != want.color:
            names = [name.upper().replace('MONO', 'GRAY') for name in (color, want.color)]
            image = cv2.cvtColor(image, getattr(cv2, f'COLOR_{names[0]}2{names[1]}'))
        if have.dtype != want.dtype:
            scale = 257.0 if want.dtype.itemsize == 2 else 1.0 / 257.0
            image = np.round(image * scale).astype(want.dtype)
        return image
