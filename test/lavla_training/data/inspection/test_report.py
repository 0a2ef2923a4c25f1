# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Data sets are recognised and described."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from lavla.robots import Robot
from lavla_training.data.conversion.convert_segment import ConversionSettings
from lavla_training.data.conversion.convert_set import convert_bags
from lavla_training.data.errors import DataError
from lavla_training.data.inspection.contact_sheet import contact_sheet, spread
from lavla_training.data.inspection.report import inspect_data
from lavla_training.data.video_writer import write_h264


def test_bags_and_episodes_are_described(
    small_bag: Callable[..., tuple[Path, object]], robot: Robot, tmp_path: Path
) -> None:
    path, _ = small_bag()
    for target in (path, path.parent):
        report = inspect_data(target)
        text = '\n'.join(report.lines)
        assert 'episodes: 1 success' in text
        assert '1 × lift the pot' in text
        assert '/joint_states' in text
        assert report.sheet is not None
    convert_bags(path, tmp_path / 'episodes', robot, ConversionSettings())
    report = inspect_data(tmp_path / 'episodes')
    text = '\n'.join(report.lines)
    assert 'episodes: 1 (1 success)' in text
    assert 'rows: 12 of 0.05 s' in text
    assert 'left_panda_joint1' in text
    assert report.sheet is not None
    # All three cameras of a single episode, six images each.
    assert report.sheet.shape == (3 * (160 + 16), 6 * 160, 3)


def test_video_folders_are_described_with_their_damage(tmp_path: Path) -> None:
    frames = [np.full((32, 48, 3), 20 * index, np.uint8) for index in range(10)]
    write_h264(tmp_path / 'good.mp4', frames, 10)
    (tmp_path / 'bad.mp4').write_bytes(b'no video')
    (tmp_path / 'captions.jsonl').write_text('{"file": "good.mp4", "caption": "wave"}\n')
    report = inspect_data(tmp_path)
    text = '\n'.join(report.lines)
    assert 'clips: 1 readable, 1 damaged' in text
    assert 'frame rate: 10.00 Hz' in text
    assert '1 × wave' in text
    assert 'bad.mp4' in text


def test_anything_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match='neither training episodes'):
        inspect_data(tmp_path)
    with pytest.raises(DataError, match='no such file'):
        inspect_data(tmp_path / 'nothing')


def test_contact_sheet_holds_images_of_several_sizes() -> None:
    sheet = contact_sheet(
        [
            ('wide', [np.full((10, 20, 3), 200, np.uint8)] * 2),
            ('square', [np.full((30, 30, 3), 90, np.uint8)]),
        ]
    )
    assert sheet.shape == (16 + 80 + 16 + 160, 320, 3)
    assert sheet[40, 100].tolist() == [200, 200, 200]
    assert sheet[200, 300].tolist() == [0, 0, 0]
    assert spread(3, 6) == [0, 1, 2]
    assert spread(100, 3) == [0, 50, 99]
