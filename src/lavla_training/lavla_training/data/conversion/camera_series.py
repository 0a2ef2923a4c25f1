# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The images of one camera in a bag, as JPEG data over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from lavla_training.data.bags.bag_reader import BagReader
from lavla_training.data.bags.topics import COMPRESSED_IMAGE, IMAGE
from lavla_training.data.conversion.joint_series import NANOSECONDS, seconds
from lavla_training.data.errors import DataError
from lavla_training.data.jpeg_video import decode_jpeg, encode_jpeg, is_jpeg

_CHANNELS = {'rgb8': 3, 'bgr8': 3, 'rgba8': 4, 'bgra8': 4, 'mono8': 1}
_TO_RGB = {
    'bgr8': cv2.COLOR_BGR2RGB,
    'rgba8': cv2.COLOR_RGBA2RGB,
    'bgra8': cv2.COLOR_BGRA2RGB,
    'mono8': cv2.COLOR_GRAY2RGB,
}


@dataclass(frozen=True)
class CameraSeries:
    """Images of one camera: stamps (N,) in s, sorted, and their JPEG data."""

    topic: str
    times_s: np.ndarray
    images: list[bytes]


def camera_topics(
    bag: BagReader, cameras: Mapping[str, str], given: Mapping[str, str]
) -> dict[str, str]:
    """
    Return the topic of each camera.

    ``cameras``: name → relative prefix of its topics; ``given``: name → topic chosen by the
    user. Compressed images come before raw ones. Raise DataError when a camera has no topic.
    """
    topics: dict[str, str] = {}
    for name, prefix in cameras.items():
        if name in given:
            if bag.topics.get(given[name]) not in (COMPRESSED_IMAGE, IMAGE):
                raise DataError(
                    f'{bag.path}: camera {name}: topic {given[name]} has no image messages'
                )
            topics[name] = given[name]
            continue
        topic = bag.find(f'{prefix}/image_raw/compressed', COMPRESSED_IMAGE) or bag.find(
            f'{prefix}/image_raw', IMAGE
        )
        if topic is None:
            images = [*bag.of_type(COMPRESSED_IMAGE), *bag.of_type(IMAGE)]
            raise DataError(
                f'{bag.path}: camera {name}: no images on {prefix}/image_raw[/compressed]; '
                f'image topics: {", ".join(images) or "none"} (choose one with --camera)'
            )
        topics[name] = topic
    return topics


def read_cameras(
    bag: BagReader, topics: Mapping[str, str], start_ns: int, stop_ns: int
) -> dict[str, CameraSeries]:
    """
    Read the images received within [start, stop], by camera name.

    JPEG data stays as it is; other images are encoded as JPEG of quality 95. Raise DataError
    when a camera has no image there.
    """
    names = {topic: name for name, topic in topics.items()}
    times: dict[str, list[float]] = {name: [] for name in topics}
    images: dict[str, list[bytes]] = {name: [] for name in topics}
    for item in bag.messages(list(names), start_ns, stop_ns + 1):
        name = names[item.topic]
        times[name].append(seconds(item.message.header.stamp))
        images[name].append(_jpeg(bag, item.topic, item.message))
    series: dict[str, CameraSeries] = {}
    for name, topic in topics.items():
        if not times[name]:
            length_s = (stop_ns - start_ns) / NANOSECONDS
            raise DataError(f'{bag.path}: topic {topic}: no image within {length_s:.1f} s')
        stamps, first = np.unique(np.array(times[name]), return_index=True)
        series[name] = CameraSeries(topic, stamps, [images[name][index] for index in first])
    return series


def _jpeg(bag: BagReader, topic: str, message: Any) -> bytes:
    if bag.topics[topic] == COMPRESSED_IMAGE:
        data = bytes(message.data)
        try:
            return data if is_jpeg(data) else encode_jpeg(decode_jpeg(data))
        except DataError as error:
            raise DataError(f'{bag.path}: topic {topic}, field data: {error}') from error
    return encode_jpeg(_raw_image(bag, topic, message))


def _raw_image(bag: BagReader, topic: str, message: Any) -> np.ndarray:
    encoding = str(message.encoding)
    if encoding not in _CHANNELS:
        raise DataError(
            f"{bag.path}: topic {topic}, field encoding: '{encoding}' is none of "
            f'{", ".join(_CHANNELS)}'
        )
    width = message.width * _CHANNELS[encoding]
    data = np.asarray(message.data)
    if message.step < width or data.size < message.height * message.step:
        raise DataError(
            f'{bag.path}: topic {topic}, field data: {data.size} bytes for '
            f'{message.height} rows of {message.step}'
        )
    rows = data[: message.height * message.step].reshape(message.height, message.step)[:, :width]
    image = np.ascontiguousarray(rows).reshape(message.height, message.width, -1)
    return cv2.cvtColor(image, _TO_RGB[encoding]) if encoding in _TO_RGB else image
