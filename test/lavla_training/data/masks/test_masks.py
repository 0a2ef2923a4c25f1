# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Every source of masks finds the foreground, or names the clip and the file that lacks it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from lavla_training.data.errors import DataError
from lavla_training.data.masks.file import write_masks
from lavla_training.data.masks.registry import make_mask_provider
from lavla_training.data.video_folder import VideoFrame


def _moving_square(
    frames: int = 6, pan_px: float = 2.0, square_px: float = 3.0
) -> tuple[list[VideoFrame], np.ndarray]:
    """Return frames with a textured background that pans and a square that moves otherwise."""
    rng = np.random.default_rng(0)
    texture = cv2.GaussianBlur(rng.integers(0, 255, (200, 200, 3)).astype(np.uint8), (0, 0), 2)
    texture = cv2.normalize(texture, None, 0, 255, cv2.NORM_MINMAX)
    patch = cv2.resize(rng.integers(0, 255, (7, 7, 3)).astype(np.uint8), (36, 36))
    result, truth = [], []
    for index in range(frames):
        shift = np.float32([[1, 0, -20 - pan_px * index], [0, 1, -20]])
        image = cv2.warpAffine(texture, shift, (112, 112))
        left = round(20 + square_px * index)
        image[40:76, left : left + 36] = patch
        mask = np.zeros((112, 112), bool)
        mask[40:76, left : left + 36] = True
        result.append(VideoFrame(index, index / 10, image))
        truth.append(mask)
    return result, np.array(truth)


def test_optical_flow_finds_what_moves_against_a_panning_camera() -> None:
    frames, truth = _moving_square()
    masks = make_mask_provider('optical_flow').masks('a', frames)
    assert masks.shape == truth.shape
    assert masks.dtype == np.uint8
    for mask, expected in zip(masks != 0, truth, strict=True):
        union = (mask | expected).sum()
        assert (mask & expected).sum() / union > 0.6


def test_optical_flow_ignores_a_camera_that_moves_alone() -> None:
    frames, truth = _moving_square(square_px=-2.0)
    masks = make_mask_provider('optical_flow').masks('a', frames)
    assert masks.mean() < 0.02
    assert truth.any()


def test_file_masks_are_chosen_by_frame(tmp_path: Path) -> None:
    stored = np.zeros((5, 8, 8), np.uint8)
    for index in range(5):
        stored[index, index] = 7
    write_masks(tmp_path / 'a.npz', stored)
    provider = make_mask_provider('file', directory=tmp_path)
    frames = [VideoFrame(index, index / 10, np.zeros((8, 8, 3), np.uint8)) for index in (1, 4)]
    np.testing.assert_array_equal(provider.masks('a', frames), stored[[1, 4]] // 7)


def test_file_masks_name_what_is_wrong(tmp_path: Path) -> None:
    provider = make_mask_provider('file', directory=tmp_path)
    frame = VideoFrame(3, 0.3, np.zeros((8, 8, 3), np.uint8))
    with pytest.raises(DataError, match=r'missing\.npz'):
        provider.masks('missing', [frame])
    write_masks(tmp_path / 'short.npz', np.zeros((2, 8, 8), np.uint8))
    with pytest.raises(DataError, match=r'short\.npz: 2 masks'):
        provider.masks('short', [frame])
    np.savez(tmp_path / 'other.npz', masks=np.zeros(3))
    with pytest.raises(DataError, match=r"other\.npz: no array 'arr_0'; found masks"):
        provider.masks('other', [frame])
    (tmp_path / 'junk.npz').write_bytes(b'PK junk')
    with pytest.raises(DataError, match=r'junk\.npz: not a readable npz'):
        provider.masks('junk', [frame])


def test_segmentation_takes_the_named_classes(tmp_path: Path) -> None:
    classes = np.array([[[0, 1], [2, 3]]], np.uint8)
    names = ['background', 'table', 'hand_left', 'hand_right']
    np.savez(tmp_path / 'a.npz', classes=classes, class_names=names)
    frames = [VideoFrame(0, 0.0, np.zeros((2, 2, 3), np.uint8))]
    provider = make_mask_provider(
        'segmentation', directory=tmp_path, foreground=['hand_left', 'hand_right']
    )
    np.testing.assert_array_equal(provider.masks('a', frames), [[[0, 0], [1, 1]]])
    robot = make_mask_provider('segmentation', directory=tmp_path, foreground=['robot'])
    with pytest.raises(DataError, match=r'no class robot; the classes are background'):
        robot.masks('a', frames)


def test_segmenter_runs_in_batches_and_checks_shapes() -> None:
    frames = [VideoFrame(i, i / 10, np.full((8, 8, 3), 100 * i, np.uint8)) for i in range(3)]
    sizes: list[int] = []

    def predict(images: np.ndarray) -> np.ndarray:
        sizes.append(len(images))
        return images[:, ::4, ::4, 0] / 255.0

    masks = make_mask_provider('segmenter', predict=predict, batch_size=2).masks('a', frames)
    assert sizes == [2, 1]
    assert masks.shape == (3, 2, 2)
    np.testing.assert_array_equal(masks[:, 0, 0], [0, 0, 1])
    wrong = make_mask_provider('segmenter', predict=lambda images: images)
    with pytest.raises(DataError, match=r"clip 'a': the segmenter gave"):
        wrong.masks('a', frames)


def test_unknown_source_and_option_are_named() -> None:
    with pytest.raises(DataError, match=r"unknown source of masks 'magic': choose from segmenter"):
        make_mask_provider('magic')
    with pytest.raises(DataError, match=r"'optical_flow'.*speed"):
        make_mask_provider('optical_flow', speed=3)
