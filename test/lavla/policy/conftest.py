# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A whole policy of the smallest sizes, with random weights, saved as a checkpoint."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import Dinov2WithRegistersConfig

from lavla.models import motion_focused
from lavla.models.action_expert import ActionExpert, ActionExpertConfig
from lavla.models.intent import IntentModel
from lavla.models.motion_focused import MotionFocusedModel
from lavla.models.vision_encoder import VisionEncoder
from lavla.models.vlm.mini_llava import MiniLlavaSize, build_mini_llava
from lavla.policy import CheckpointConfig, PolicyStatistics, save_checkpoint

JOINTS = ('left_joint1', 'left_joint2', 'right_joint1')
HORIZON = 5


def make_parts() -> dict:
    """Build the networks and what describes them."""
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    llava, processor = build_mini_llava(
        ['lift the pot', 'raise the pot with both hands'],
        MiniLlavaSize(
            image_size=28,
            vision_dim=16,
            vision_layers=1,
            vision_heads=2,
            text_dim=16,
            text_layers=1,
            text_heads=2,
            text_hidden=32,
        ),
    )
    expert = ActionExpert(
        ActionExpertConfig(
            joints=3,
            horizon=HORIZON,
            dim=16,
            depth=2,
            heads=2,
            intent_dim=16,
            feature_dim=24,
            views=2,
            rows=2,
            columns=2,
            observation_tokens='keypoints',
            keypoints=4,
        )
    )
    positions = rng.normal(size=(50, 3))
    return {
        'config': CheckpointConfig(
            name='tiny', robot='fake', task='lift_pot', cameras=('head', 'wrist'),
            intent_camera='head', joint_names=JOINTS, horizon=HORIZON, period_s=0.05,
            flow_steps=3, latent_action_system='motion_focused', vision_model='',
        ),
        'statistics': PolicyStatistics.fit(
            JOINTS, positions, positions[:, None] + rng.normal(size=(50, HORIZON, 3)) * 0.1
        ),
        'vision_encoder': VisionEncoder.from_configuration(
            Dinov2WithRegistersConfig(
                hidden_size=24, num_hidden_layers=1, num_attention_heads=2, image_size=28,
                patch_size=14,
            )
        ),
        'latent_action_model': MotionFocusedModel(
            motion_focused.mini_config(
                rows=2, columns=2, feature_dim=24, dim=16, heads=2, encoder_depth=1,
                decoder_depth=1, latent_dim=8,
            )
        ),
        'intent': IntentModel(llava, processor),
        'action_expert': expert,
        'readme': '# tiny\n',
    }  # fmt: skip


@pytest.fixture(scope='session')
def parts() -> dict:
    """Return the networks of the checkpoint."""
    return make_parts()


@pytest.fixture(scope='session')
def saved(parts: dict, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a checkpoint that no test may change."""
    folder = tmp_path_factory.mktemp('checkpoint') / 'tiny'
    save_checkpoint(folder, **parts)
    return folder


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    """Return the folder of a checkpoint to spoil."""
    return Path(shutil.copytree(saved, tmp_path / 'tiny'))


@pytest.fixture
def images() -> dict[str, np.ndarray]:
    """Return one image per camera."""
    rng = np.random.default_rng(1)
    return {name: rng.integers(0, 256, (28, 28, 3), dtype=np.uint8) for name in ('head', 'wrist')}
