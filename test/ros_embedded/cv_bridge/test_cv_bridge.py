# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Images to messages and back."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from cv_bridge import CvBridge, CvBridgeError
from sensor_msgs.msg import CompressedImage, Image

BRIDGE = CvBridge()
COLORS = np.random.default_rng(0).integers(0, 256, (5, 7, 3), np.uint8)


def test_round_trip_and_colors() -> None:
    message = BRIDGE.cv2_to_imgmsg(COLORS, 'rgb8')
    assert (message.height, message.width, message.step) == (5, 7, 21)
    np.testing.assert_array_equal(BRIDGE.imgmsg_to_cv2(message), COLORS)
    np.testing.assert_array_equal(BRIDGE.imgmsg_to_cv2(message, 'bgr8'), COLORS[:, :, ::-1])
    assert BRIDGE.imgmsg_to_cv2(message, 'mono8').shape == (5, 7)


def test_padded_rows_and_depth_images() -> None:
    padded = np.zeros((5, 24), np.uint8)
    padded[:, :21] = COLORS.reshape(5, 21)
    message = Image(height=5, width=7, encoding='rgb8', step=24, data=padded.ravel())
    np.testing.assert_array_equal(BRIDGE.imgmsg_to_cv2(message), COLORS)
    depth = np.linspace(0, 3, 6, dtype=np.float32).reshape(2, 3)
    message = BRIDGE.cv2_to_imgmsg(depth)
    assert message.encoding == '32FC1'
    np.testing.assert_array_equal(BRIDGE.imgmsg_to_cv2(message), depth)


def test_compressed_round_trip() -> None:
    message = BRIDGE.cv2_to_compressed_imgmsg(COLORS, 'png')
    np.testing.assert_array_equal(BRIDGE.compressed_imgmsg_to_cv2(message), COLORS)
    found = BRIDGE.compressed_imgmsg_to_cv2(message, 'rgb8')
    np.testing.assert_array_equal(found, COLORS[:, :, ::-1])


def _mosaic(pattern: str) -> np.ndarray:
    """Return a Bayer image, shape (8, 8), of one color, R 200, G 100, B 50."""
    value = {'r': 200, 'g': 100, 'b': 50}
    tile = np.array([value[letter] for letter in pattern], np.uint8).reshape(2, 2)
    return np.tile(tile, (4, 4))


@pytest.mark.parametrize('pattern', ['rggb', 'bggr', 'gbrg', 'grbg'])
@pytest.mark.parametrize('bits', [8, 16])
def test_bayer_patterns(pattern: str, bits: int) -> None:
    factor = 257 if bits == 16 else 1
    mosaic = _mosaic(pattern).astype(f'u{bits // 8}') * factor
    message = BRIDGE.cv2_to_imgmsg(mosaic, f'bayer_{pattern}{bits}')
    np.testing.assert_array_equal(BRIDGE.imgmsg_to_cv2(message), mosaic)
    found = BRIDGE.imgmsg_to_cv2(message, 'rgb8')[4, 4]
    np.testing.assert_array_equal(found, [200, 100, 50])
    found = BRIDGE.imgmsg_to_cv2(message, 'bgr16')[4, 4]
    np.testing.assert_array_equal(found, np.array([50, 100, 200]) * 257)
    with pytest.raises(CvBridgeError, match='Unsupported conversion'):
        BRIDGE.imgmsg_to_cv2(message, 'rgba8')


@pytest.mark.parametrize(
    ('encoding', 'pixels'),
    [
        ('yuv422', [90, 120, 240, 120]),
        ('uyvy', [90, 120, 240, 120]),
        ('yuv422_yuy2', [120, 90, 120, 240]),
        ('yuyv', [120, 90, 120, 240]),
    ],
)
def test_yuv(encoding: str, pixels: list[int]) -> None:
    message = Image(height=1, width=2, encoding=encoding, step=4, data=bytes(pixels))
    assert BRIDGE.imgmsg_to_cv2(message).shape == (1, 2, 2)
    red, green, blue = BRIDGE.imgmsg_to_cv2(message, 'rgb8')[0, 0].tolist()
    assert red > 240
    assert green < 60
    assert blue < 60
    assert BRIDGE.imgmsg_to_cv2(message, 'mono8').tolist() == [[120, 120]]
    assert BRIDGE.imgmsg_to_cv2(message, 'bgra8')[0, 0].tolist() == [blue, green, red, 255]


@pytest.mark.parametrize('source', ['mono8', 'rgb8', 'bgr8', 'rgba8', 'bgra8'])
@pytest.mark.parametrize('target', ['mono16', 'rgb16', 'bgr16', 'rgba16', 'bgra16'])
def test_colors_and_depths(source: str, target: str) -> None:
    dtype, channels = BRIDGE.encoding_to_dtype_with_channels(source)
    gray = np.full((2, 2, channels), 100, dtype)
    if channels == 4:
        gray[..., 3] = 255
    image = gray[..., 0] if channels == 1 else gray
    found = BRIDGE.imgmsg_to_cv2(BRIDGE.cv2_to_imgmsg(image, source), target)
    assert found.dtype == np.uint16
    assert found.ravel()[: 3 if found.ndim == 3 else 4].tolist() in ([25700] * 3, [25700] * 4)
    back = BRIDGE.imgmsg_to_cv2(BRIDGE.cv2_to_imgmsg(found, target), source)
    np.testing.assert_array_equal(back, image)


def test_plain_numbers_have_no_colors() -> None:
    message = BRIDGE.cv2_to_imgmsg(COLORS)
    assert message.encoding == '8UC3'
    with pytest.raises(CvBridgeError, match=r'\[8UC3\] is not a color format'):
        BRIDGE.imgmsg_to_cv2(message, 'rgb8')
    with pytest.raises(CvBridgeError, match='same number of channels'):
        BRIDGE.imgmsg_to_cv2(message, '8UC1')
    millimetres = np.array([[0, 1500, 65535]], np.uint16)
    depth = BRIDGE.imgmsg_to_cv2(BRIDGE.cv2_to_imgmsg(millimetres, '16UC1'), '32FC1')
    np.testing.assert_array_equal(depth, millimetres.astype(np.float32))
    message.encoding = 'rgb8'
    np.testing.assert_array_equal(BRIDGE.imgmsg_to_cv2(message, '8UC3'), COLORS)


def test_big_endian_numbers() -> None:
    numbers = np.array([[1, 2], [3, 40000]], np.uint16)
    message = BRIDGE.cv2_to_imgmsg(numbers.astype('>u2'), 'mono16')
    assert message.is_bigendian == 1
    assert bytes(message.data[:4]) == b'\0\1\0\2'
    found = BRIDGE.imgmsg_to_cv2(message)
    assert found.dtype == np.uint16
    np.testing.assert_array_equal(found, numbers)
    padded = Image(
        height=2, width=1, encoding='16UC1', step=4, is_bigendian=1, data=b'\0\1xx\1\0xx'
    )
    assert BRIDGE.imgmsg_to_cv2(padded).tolist() == [[1], [256]]


def test_tables_of_types() -> None:
    assert BRIDGE.encoding_to_cvtype2('bgr8') == cv2.CV_8UC3
    assert BRIDGE.encoding_to_cvtype2('32FC1') == cv2.CV_32FC1
    assert BRIDGE.cvtype2_to_dtype_with_channels(cv2.CV_16UC3) == ('uint16', 3)
    assert BRIDGE.dtype_with_channels_to_cvtype2(np.dtype('f4'), 1) == '32FC1'
    assert BRIDGE.encoding_to_dtype_with_channels('8UC9') == ('uint8', 9)


@pytest.mark.parametrize(
    ('image', 'encoding'),
    [(COLORS[..., 0], 'mono8'), (np.full((4, 4, 4), 9, np.uint8), 'bgra8')],
)
def test_compressed_images_of_other_colors(image: np.ndarray, encoding: str) -> None:
    message = BRIDGE.cv2_to_compressed_imgmsg(image, 'png')
    np.testing.assert_array_equal(BRIDGE.compressed_imgmsg_to_cv2(message, encoding), image)
    assert BRIDGE.compressed_imgmsg_to_cv2(message, 'rgb16').dtype == np.uint16
    with pytest.raises(CvBridgeError, match="cannot write the format 'doc'"):
        BRIDGE.cv2_to_compressed_imgmsg(image, 'doc')


def test_bad_images_are_explained() -> None:
    with pytest.raises(CvBridgeError, match=r'image encoding \[yuv\]; known are rgb8'):
        BRIDGE.imgmsg_to_cv2(Image(encoding='yuv'))
    with pytest.raises(CvBridgeError, match='there are 3'):
        BRIDGE.imgmsg_to_cv2(Image(encoding='rgb8', width=2, height=2, data=b'123'))
    with pytest.raises(CvBridgeError, match="'rgb8' does not suit"):
        BRIDGE.cv2_to_imgmsg(np.zeros((2, 2), np.uint8), 'rgb8')
    with pytest.raises(CvBridgeError, match='are no image'):
        BRIDGE.compressed_imgmsg_to_cv2(CompressedImage(data=b'nonsense', format='jpeg'))
    with pytest.raises(CvBridgeError, match='do not fit one array'):
        BRIDGE.imgmsg_to_cv2(Image(encoding='nv21'))
    with pytest.raises(CvBridgeError, match='must be a NumPy array'):
        BRIDGE.cv2_to_imgmsg([[1, 2]])
    with pytest.raises(TypeError, match='type complex'):
        BRIDGE.cv2_to_imgmsg(np.zeros((2, 2), complex))
