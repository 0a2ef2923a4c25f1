# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Masks of any source reach the latent action model, as shares of patches."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import Dinov2WithRegistersConfig

from lavla.models.segmenter import Segmenter, SegmenterConfig
from lavla.models.vision_encoder import VisionEncoder
from lavla_training.cli.main import main
from lavla_training.data.clip_cache import cache_clips
from lavla_training.data.errors import DataError
from lavla_training.data.frozen_vision import FrozenVision
from lavla_training.data.labelled_frames import FRAME_CLASSES
from lavla_training.data.masks.file import write_masks
from lavla_training.data.synthetic.clip import ClipSettings
from lavla_training.data.synthetic.video_set import VideoSet, make_video_set

RATE_HZ = 5
SIZE = 56
GRID = 4
DIM = 16


@pytest.fixture(scope='module')
def vision(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as `lavla-train vision` writes it, with random weights."""
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp('vision')
    encoder = VisionEncoder.from_configuration(
        Dinov2WithRegistersConfig(
            hidden_size=DIM,
            num_hidden_layers=1,
            num_attention_heads=2,
            image_size=SIZE,
            patch_size=SIZE // GRID,
            num_register_tokens=1,
        )
    )
    encoder.save_pretrained(folder / 'encoder')
    config = SegmenterConfig(FRAME_CLASSES, DIM, patch_size=7, rows=GRID, columns=GRID)
    Segmenter(config).save(folder / 'segmenter')
    return folder


@pytest.fixture
def videos(tmp_path: Path) -> Path:
    """Return a folder of three clips of eight frames."""
    folder = tmp_path / 'clips'
    clip = ClipSettings(frames=8, rate_hz=RATE_HZ, image_size=SIZE)
    make_video_set(VideoSet(folder, 3, clip=clip))
    return folder


def foreground(videos: Path, vision: Path, cache: Path, masks: str) -> dict[str, np.ndarray]:
    """Return the cached shares of every clip."""
    cached = cache_clips(videos, FrozenVision.open(vision), cache, RATE_HZ, masks)
    return {clip.name: np.asarray(clip.foreground) for clip in cached.clips()}


@pytest.mark.parametrize(
    'source',
    [
        ['optical_flow'],
        ['segmentation', '--classes', 'table'],
        ['segmenter', '--vision', 'VISION'],
    ],
    ids=lambda words: words[0],
)
def test_masks_of_a_source_are_trained_on(
    videos: Path, vision: Path, tmp_path: Path, source: list[str], capsys
) -> None:
    words = [str(vision) if word == 'VISION' else word for word in source]
    assert main(['mask', str(videos), '--source', *words]) == 0
    assert f'{videos}_masks: masks of 3 clips written' in capsys.readouterr().out
    command = ['lam', '--video', videos, '--vision', vision, '--cache', tmp_path / 'cache']
    command += ['--out', tmp_path / 'lam', '--threads', '1']
    changes = ['masks=file', 'steps=2', 'batch_size=2', 'held_out_share=0.5']
    changes += [f'frame_rate_hz={RATE_HZ}', 'precision=fp32']
    command += [word for change in changes for word in ('--set', change)]
    assert main([str(word) for word in command]) == 0
    assert (tmp_path / 'lam/model/model.safetensors').exists()


def test_shares_are_the_covered_part_of_each_patch(
    videos: Path, vision: Path, tmp_path: Path
) -> None:
    masks = np.zeros((8, SIZE, SIZE), np.uint8)
    masks[:, : SIZE // GRID, : SIZE // GRID // 2] = 9
    masks[3] = 1
    folder = tmp_path / 'clips_masks'
    folder.mkdir()
    for name in ('000000', '000001', '000002'):
        write_masks(folder / f'{name}.npz', masks)
    shares = foreground(videos, vision, tmp_path / 'cache', 'file')['000001']
    assert shares.shape == (8, GRID * GRID)
    np.testing.assert_array_equal(shares[0], [0.5] + [0.0] * (GRID * GRID - 1))
    np.testing.assert_array_equal(shares[3], 1.0)
    write_masks(folder / '000001.npz', np.ones((8, 4, 4), np.uint8))
    again = foreground(videos, vision, tmp_path / 'cache', 'file')
    np.testing.assert_array_equal(again['000001'], 1.0)
    np.testing.assert_array_equal(again['000000'][0, 0], 0.5)


def test_features_are_not_computed_again_for_other_masks(
    videos: Path, vision: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = foreground(videos, vision, tmp_path / 'cache', 'segmenter')
    assert main(['mask', str(videos), '--source', 'optical_flow']) == 0
    monkeypatch.setattr(FrozenVision, 'features', lambda *_: pytest.fail('computed again'))
    second = foreground(videos, vision, tmp_path / 'cache', 'file')
    assert first.keys() == second.keys()


def test_a_clip_without_masks_is_named_with_the_command(
    videos: Path, vision: Path, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=rf"'000000' has no masks.*`lavla-train mask {videos} --"):
        foreground(videos, vision, tmp_path / 'cache', 'file')
    assert main(['mask', str(videos), '--source', 'optical_flow']) == 0
    (tmp_path / 'clips_masks/000001.npz').unlink()
    with pytest.raises(DataError, match=r'clips_masks/000001\.npz'):
        foreground(videos, vision, tmp_path / 'cache', 'file')


def test_a_damaged_clip_needs_no_masks(videos: Path, vision: Path, tmp_path: Path) -> None:
    (videos / '000001.mp4').write_bytes(b'not a video')
    assert main(['mask', str(videos), '--source', 'optical_flow']) == 0
    shares = foreground(videos, vision, tmp_path / 'cache', 'file')
    assert sorted(shares) == ['000000', '000002']


def test_an_unknown_source_is_named(videos: Path, vision: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"'sam3'.*known: segmenter, file"):
        foreground(videos, vision, tmp_path / 'cache', 'sam3')
