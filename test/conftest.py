# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Fixtures that tests of several packages need."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest


def pytest_configure() -> None:
    """Give each run, and each worker of pytest-xdist, a DDS domain of its own.

    A ROS_DOMAIN_ID that the caller has set is the first one; the worker gw0 takes the next.
    """
    domain = int(os.environ.get('ROS_DOMAIN_ID', 1 + os.getpid() % 80))
    worker = os.environ.get('PYTEST_XDIST_WORKER', '')
    if worker:
        domain += 1 + int(worker.removeprefix('gw'))
    os.environ['ROS_DOMAIN_ID'] = str(domain)


@pytest.fixture(scope='session')
def random_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a policy for panda_duo_sim with tiny networks and random weights."""
    torch = pytest.importorskip('torch')
    from transformers import Dinov2WithRegistersConfig

    from lavla.models.action_expert import ActionExpert
    from lavla.models.action_expert.configuration import mini_config as expert_configuration
    from lavla.models.intent import IntentModel
    from lavla.models.motion_focused import MotionFocusedModel
    from lavla.models.motion_focused.configuration import mini_config as latent_configuration
    from lavla.models.vision_encoder import VisionEncoder
    from lavla.models.vlm.mini_llava import MiniLlavaSize, build_mini_llava
    from lavla.policy import CheckpointConfig, PolicyStatistics, save_checkpoint
    from lavla.robots import load_robot

    torch.manual_seed(0)
    dim, patches = 24, 4
    robot = load_robot('panda_duo_sim')
    rng = np.random.default_rng(0)
    positions = robot.limits.clip(robot.home + rng.normal(0.0, 0.05, (50, 16)))
    ramp = np.linspace(0.0, 1.0, 20)[:, None]
    chunks = positions[:, None] + rng.normal(0.0, 0.02, (50, 1, 16)) * ramp
    vision = Dinov2WithRegistersConfig(
        hidden_size=dim,
        num_hidden_layers=1,
        num_attention_heads=2,
        image_size=14 * patches,
        patch_size=14,
        num_register_tokens=1,
    )
    language = MiniLlavaSize(
        image_size=28,
        vision_dim=dim,
        vision_layers=1,
        vision_heads=2,
        text_dim=dim,
        text_layers=1,
        text_heads=2,
        text_hidden=2 * dim,
        vocabulary_size=300,
    )
    sizes = {'dim': dim, 'heads': 2, 'feature_dim': dim, 'rows': patches, 'columns': patches}
    folder = tmp_path_factory.mktemp('checkpoint') / 'random'
    save_checkpoint(
        folder,
        config=CheckpointConfig(
            name='random',
            robot=robot.name,
            task='lift_pot',
            cameras=('head', 'left_wrist', 'right_wrist'),
            intent_camera='head',
            joint_names=robot.joint_names,
            horizon=20,
            period_s=0.05,
            flow_steps=2,
            latent_action_system='motion_focused',
            vision_model='',
        ),
        statistics=PolicyStatistics.fit(robot.joint_names, positions, chunks, 'relative'),
        vision_encoder=VisionEncoder.from_configuration(vision),
        latent_action_model=MotionFocusedModel(
            latent_configuration(encoder_depth=1, decoder_depth=1, **sizes)
        ),
        intent=IntentModel(*build_mini_llava(['lift the pot'], language)).eval(),
        action_expert=ActionExpert(expert_configuration(depth=1, intent_dim=dim, **sizes)),
        readme='Random weights for tests.',
    )
    return folder
