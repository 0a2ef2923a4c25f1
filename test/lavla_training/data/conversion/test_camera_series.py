# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Images are taken as they were recorded: JPEG unchanged, anything else encoded once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from lavla_training.data.bags import message_building as build
from lavla_training.data.bags.bag_reader import BagReader
from lavla_training.data.bags.bag_writer import BagWriter
from lavla_training.data.bags.message_types import lavla_typestore
from lavla_training.data.bags.topics import COMPRESSED_IMAGE, IMAGE, Topic
from lavla_training.data.conversion.camera_series import camera_topics, read_cameras
from lavla_training.data.errors import DataError
from lavla_training.data.jpeg_video import decode_jpeg

RED = np.zeros((16, 24, 3), np.uint8)
RED[..., 0] = 220


def _raw(image: np.ndarray, encoding: str, padding: int = 0) -> Any:
    rows = image.reshape(image.shape[0], -1)
    data = np.pad(rows, ((0, 0), (0, padding)))
    return lavla_typestore().types[IMAGE](
        header=build.header(2_000_000_000, 'camera'),
        height=image.shape[0],
        width=image.shape[1],
        encoding=encoding,
        is_bigendian=0,
        step=data.shape[1],
        data=data.ravel(),
    )


def _read(path: Path, topic: str, message_type: str, message: Any) -> list[bytes]:
    with BagWriter(path) as bag:
        bag.add_topic(Topic(topic, message_type))
        bag.write(topic, 2_000_000_000, message)
    with BagReader(path) as bag:
        topics = camera_topics(bag, {'head': 'camera/head'}, {})
        return read_cameras(bag, topics, bag.start_ns, bag.end_ns)['head'].images


@pytest.mark.parametrize(
    ('encoding', 'image', 'padding'),
    [('rgb8', RED, 0), ('bgr8', RED[..., ::-1], 5), ('rgba8', np.dstack([RED, RED[..., 0]]), 0)],
)
def test_raw_images_keep_their_colours(
    tmp_path: Path, encoding: str, image: np.ndarray, padding: int
) -> None:
    message = _raw(np.ascontiguousarray(image), encoding, padding)
    (data,) = _read(tmp_path / 'bag', '/ns/camera/head/image_raw', IMAGE, message)
    decoded = decode_jpeg(data)
    assert decoded.shape == RED.shape
    assert np.abs(decoded.astype(int) - RED).max() < 12


def test_png_is_encoded_and_jpeg_is_not(tmp_path: Path) -> None:
    topic = '/camera/head/image_raw/compressed'
    message = build.jpeg_image(2_000_000_000, 'camera', RED, 92)
    (data,) = _read(tmp_path / 'jpeg', topic, COMPRESSED_IMAGE, message)
    assert data == bytes(message.data)
    message.data = cv2.imencode('.png', RED[..., ::-1])[1].ravel()
    (data,) = _read(tmp_path / 'png', topic, COMPRESSED_IMAGE, message)
    assert np.abs(decode_jpeg(data).astype(int) - RED).max() < 12
    message.data = np.frombuffer(b'no image', np.uint8)
    with pytest.raises(DataError, match='compressed, field data: 8 bytes'):
        _read(tmp_path / 'junk', topic, COMPRESSED_IMAGE, message)


def test_unknown_encodings_and_missing_topics_are_named(tmp_path: Path) -> None:
    message = _raw(RED, '16UC1')
    with pytest.raises(DataError, match="field encoding: '16UC1' is none of rgb8"):
        _read(tmp_path / 'depth', '/camera/head/image_raw', IMAGE, message)
    with pytest.raises(DataError, match=r'camera head: no images on .*image topics: /top/color'):
        _read(tmp_path / 'other', '/top/color', IMAGE, _raw(RED, 'rgb8'))
