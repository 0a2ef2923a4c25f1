# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Masks of a whole folder are written once, and damaged clips do not stop it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lavla_training.cli.main import main
from lavla_training.data.masks.registry import make_mask_provider
from lavla_training.data.synthetic.clip import ClipSettings
from lavla_training.data.synthetic.video_set import VideoSet, make_video_set
from lavla_training.data.video_folder import VideoFolder


def test_masks_of_synthetic_video_match_its_truth(tmp_path: Path, capsys) -> None:
    settings = ClipSettings(frames=3, rate_hz=10, image_size=48)
    make_video_set(VideoSet(tmp_path / 'clips', 2, clip=settings))
    (tmp_path / 'clips/broken.mp4').write_bytes(b'')
    command = ['mask', str(tmp_path / 'clips'), str(tmp_path / 'masks')]
    command += ['--source', 'segmentation', '--classes', 'table']
    assert main(command) == 0
    output = capsys.readouterr().out
    assert 'masks of 2 clips written, 0 kept' in output
    assert 'broken' in output
    frames = list(VideoFolder.open(tmp_path / 'clips').clips[0].frames())
    masks = make_mask_provider('file', directory=tmp_path / 'masks').masks('000000', frames)
    with np.load(tmp_path / 'clips_truth/000000.npz') as truth:
        np.testing.assert_array_equal(masks, truth['classes'] == 1)
    assert main(command) == 0
    assert '0 clips written, 2 kept' in capsys.readouterr().out


def test_sam2_needs_model_and_prompts(tmp_path: Path, capsys) -> None:
    settings = ClipSettings(frames=2, rate_hz=10, image_size=32)
    make_video_set(VideoSet(tmp_path / 'clips', 1, clip=settings))
    command = ['mask', str(tmp_path / 'clips'), str(tmp_path / 'masks'), '--source', 'sam2']
    assert main(command) == 1
    assert '--model and --prompts' in capsys.readouterr().err
