# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Put many images into one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from lavla_training.data.atomic_file import atomic_path
from lavla_training.data.errors import DataError

_TILE_WIDTH = 160
_LABEL_HEIGHT = 16


def contact_sheet(rows: Sequence[tuple[str, Sequence[np.ndarray]]]) -> np.ndarray:
    """
    Return one image (H, W, 3) uint8 RGB: a labelled line per row of images.

    Images are brought to the same width; shorter rows are filled with black.
    """
    if not rows or not any(images for _, images in rows):
        raise DataError('there is no image to show')
    columns = max(len(images) for _, images in rows)
    lines: list[np.ndarray] = []
    for label, images in rows:
        tiles = [_tile(image) for image in images]
        height = max((tile.shape[0] for tile in tiles), default=_LABEL_HEIGHT)
        line = np.zeros((_LABEL_HEIGHT + height, columns * _TILE_WIDTH, 3), np.uint8)
        for index, tile in enumerate(tiles):
            left = index * _TILE_WIDTH
            line[_LABEL_HEIGHT : _LABEL_HEIGHT + tile.shape[0], left : left + _TILE_WIDTH] = tile
        # OpenCV's fonts know ASCII only.
        text = label.encode('ascii', 'replace').decode()
        cv2.putText(line, text, (2, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (255, 255, 255), 1)
        lines.append(line)
    return np.vstack(lines)


def write_png(path: Path, image: np.ndarray) -> None:
    """Write an RGB image (H, W, 3) uint8 as a PNG file."""
    done, data = cv2.imencode('.png', cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
    if not done:
        raise DataError(f'{path}: an image of shape {image.shape} cannot be encoded')
    with atomic_path(path) as partial:
        partial.write_bytes(data.tobytes())


def _tile(image: np.ndarray) -> np.ndarray:
    height = max(1, round(image.shape[0] * _TILE_WIDTH / image.shape[1]))
    return np.asarray(cv2.resize(image, (_TILE_WIDTH, height), interpolation=cv2.INTER_AREA))


def spread(count: int, wanted: int) -> list[int]:
    """Return up to ``wanted`` indices spread evenly over ``count`` items, the ends included."""
    if count <= wanted:
        return list(range(count))
    return [int(index) for index in np.linspace(0, count - 1, wanted).round()]
