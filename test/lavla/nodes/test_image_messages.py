# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of image conversion."""

from array import array

import cv2
import numpy as np
import pytest
from sensor_msgs.msg import Image
from std_msgs.msg import Header

from lavla.nodes.image_messages import (
    ImageMessageError,
    image_array,
    image_message,
    jpeg_message,
)


@pytest.fixture
def picture() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (6, 5, 3), dtype=np.uint8)


@pytest.mark.parametrize('encoding', ['rgb8', 'bgr8'])
def test_colour_images_survive_the_way_there_and_back(picture, encoding) -> None:
    message = image_message(picture, Header(frame_id='cam'), encoding)
    assert (message.height, message.width, message.step) == (6, 5, 15)
    np.testing.assert_array_equal(image_array(message), picture)


def test_reads_padded_rows(picture) -> None:
    padded = np.zeros((6, 32), dtype=np.uint8)
    padded[:, :15] = picture.reshape(6, 15)
    message = Image(height=6, width=5, step=32, encoding='rgb8', data=array('B', padded.tobytes()))
    np.testing.assert_array_equal(image_array(message), picture)


def test_reads_grey_and_transparent_images(picture) -> None:
    grey = Image(height=6, width=5, step=5, encoding='mono8', data=array('B', bytes(range(30))))
    assert (image_array(grey)[..., 2] == np.arange(30).reshape(6, 5)).all()
    bgra = cv2.cvtColor(picture, cv2.COLOR_RGB2BGRA)
    message = Image(height=6, width=5, step=20, encoding='bgra8', data=array('B', bgra.tobytes()))
    np.testing.assert_array_equal(image_array(message), picture)


def test_names_an_unsupported_encoding() -> None:
    message = Image(header=Header(frame_id='depth_cam'), height=2, width=2, encoding='16UC1')
    with pytest.raises(ImageMessageError, match="'depth_cam' has encoding '16UC1'"):
        image_array(message)


def test_refuses_data_that_is_too_short() -> None:
    message = Image(height=4, width=4, step=12, encoding='rgb8', data=array('B', bytes(40)))
    with pytest.raises(ImageMessageError, match='40 bytes'):
        image_array(message)


def test_jpeg_holds_the_image() -> None:
    picture = np.full((32, 48, 3), (200, 30, 90), dtype=np.uint8)
    message = jpeg_message(picture, Header(), 95)
    decoded = cv2.imdecode(np.frombuffer(message.data, np.uint8), cv2.IMREAD_COLOR)
    assert message.format == 'jpeg'
    assert np.abs(decoded[..., ::-1].astype(int) - picture).max() < 8
