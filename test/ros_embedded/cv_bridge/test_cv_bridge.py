# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Images to messages and back."""

from __future__ import annotations

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


def test_bad_images_are_explained() -> None:
    with pytest.raises(CvBridgeError, match="unknown encoding 'yuv'"):
        BRIDGE.imgmsg_to_cv2(Image(encoding='yuv'))
    with pytest.raises(CvBridgeError, match='there are 3'):
        BRIDGE.imgmsg_to_cv2(Image(encoding='rgb8', width=2, height=2, data=b'123'))
    with pytest.raises(CvBridgeError, match="'rgb8' does not suit"):
        BRIDGE.cv2_to_imgmsg(np.zeros((2, 2), np.uint8), 'rgb8')
    with pytest.raises(CvBridgeError, match='are no image'):
        BRIDGE.compressed_imgmsg_to_cv2(CompressedImage(data=b'nonsense', format='jpeg'))
