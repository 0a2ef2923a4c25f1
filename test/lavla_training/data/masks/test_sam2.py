# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""SAM 2 is loaded from a folder and prompted; a tiny random model stands for the real one."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import Sam2VideoConfig, Sam2VideoModel
from transformers.models.sam2.configuration_sam2 import Sam2HieraDetConfig, Sam2VisionConfig

from lavla_training.data.errors import DataError
from lavla_training.data.masks.registry import make_mask_provider
from lavla_training.data.masks.sam2 import Sam2Masks, Sam2Prompt, read_prompts
from lavla_training.data.video_folder import VideoFrame

SIZE = 64
DIM = 128


@pytest.fixture(scope='module')
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    backbone = Sam2HieraDetConfig(
        hidden_size=8,
        num_attention_heads=1,
        image_size=[SIZE, SIZE],
        blocks_per_stage=[1, 1, 2, 1],
        embed_dim_per_stage=[8, 16, 32, 64],
        num_attention_heads_per_stage=[1, 1, 1, 1],
        window_size_per_stage=[4, 4, 4, 4],
        global_attention_blocks=[3],
        window_positional_embedding_background_size=[4, 4],
    )
    vision = Sam2VisionConfig(
        backbone_config=backbone,
        backbone_channel_list=[64, 32, 16, 8],
        backbone_feature_sizes=[[SIZE // 4] * 2, [SIZE // 8] * 2, [SIZE // 16] * 2],
        fpn_hidden_size=DIM,
    )
    config = Sam2VideoConfig(
        vision_config=vision,
        prompt_encoder_config={
            'hidden_size': DIM,
            'image_size': SIZE,
            'patch_size': 16,
            'mask_input_channels': 4,
        },
        mask_decoder_config={
            'hidden_size': DIM,
            'mlp_dim': 32,
            'num_attention_heads': 2,
            'iou_head_hidden_dim': 32,
        },
        image_size=SIZE,
        memory_attention_hidden_size=DIM,
        memory_attention_num_layers=1,
        memory_attention_feed_forward_hidden_size=32,
        memory_attention_rope_feat_sizes=[SIZE // 16] * 2,
        memory_encoder_hidden_size=DIM,
        mask_downsampler_embed_dim=DIM,
        memory_fuser_embed_dim=DIM,
        memory_fuser_intermediate_dim=32,
        memory_fuser_num_layers=1,
        num_maskmem=3,
    )
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp('sam2')
    Sam2VideoModel(config).save_pretrained(folder)
    return folder


def _frames(count: int = 4) -> list[VideoFrame]:
    rng = np.random.default_rng(0)
    return [
        VideoFrame(index, index / 10, rng.integers(0, 255, (48, 40, 3)).astype(np.uint8))
        for index in range(count)
    ]


def test_prompts_by_point_and_box_give_one_mask_per_frame(model_folder: Path) -> None:
    prompts = {
        'a': [
            Sam2Prompt(1, frame=1, points=((10.0, 12.0, 1), (30.0, 40.0, 0))),
            Sam2Prompt(2, frame=2, box=(5.0, 5.0, 20.0, 20.0)),
        ]
    }
    provider = make_mask_provider('sam2', model=str(model_folder), prompts=prompts)
    masks = provider.masks('a', _frames())
    assert masks.shape == (4, 48, 40)
    assert masks.dtype == np.uint8
    assert not masks[0].any(), 'nothing was prompted yet'
    assert masks.any()
    np.testing.assert_array_equal(provider.masks('a', _frames()), masks)


def test_a_clip_without_prompt_and_a_late_prompt_are_named(model_folder: Path) -> None:
    provider = Sam2Masks(str(model_folder), {'a': [Sam2Prompt(1, 9, box=(0, 0, 4, 4))]})
    with pytest.raises(DataError, match="no prompt for clip 'b'"):
        provider.masks('b', _frames())
    with pytest.raises(DataError, match="clip 'a' has 4 frames, no frame 9"):
        provider.masks('a', _frames())


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match='cannot load the model'):
        Sam2Masks(str(tmp_path), {})


def test_prompts_are_read_from_json(tmp_path: Path) -> None:
    path = tmp_path / 'prompts.json'
    path.write_text(json.dumps({'*': [{'object_id': 3, 'points': [[1, 2, 1]]}]}))
    assert read_prompts(path) == {'*': [Sam2Prompt(3, 0, ((1.0, 2.0, 1),))]}
    path.write_text(json.dumps({'a': [{'points': [[1, 2, 1]]}]}))
    with pytest.raises(DataError, match=r"prompts\.json: clip 'a'.*object_id"):
        read_prompts(path)
    path.write_text(json.dumps({'a': [{'object_id': 1}]}))
    with pytest.raises(DataError, match='object 1 has no point or box'):
        read_prompts(path)
