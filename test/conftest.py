# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Fixtures that tests of several packages need."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

# Domains whose UDP ports (7400 + 250 · domain and up) lie below Linux's ephemeral ones.
_DOMAINS = range(1, 100)
_FIRST_PORT, _PORTS_PER_DOMAIN = 7400, 250
_FIRST_PARTICIPANT, _UNUSED = 10, 249
_first_domain = int(os.environ.get('ROS_DOMAIN_ID') or os.getpid())
_candidates = itertools.cycle(_DOMAINS[(_first_domain + i) % len(_DOMAINS)] for i in _DOMAINS)


def pytest_configure() -> None:
    """Let the programs under test hear Ctrl-C, even when a shell runs the tests in background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope='module', autouse=True)
def dds_domain() -> Iterator[int]:
    """
    Give the tests of a file, and the processes they start, a DDS domain of their own.

    No other file, worker of pytest-xdist or run on this machine has it at the same time, and no
    node is in it yet: what an earlier file killed stays in its own graph. A ROS_DOMAIN_ID that
    the caller has set says where the search begins.
    """
    with contextlib.ExitStack() as stack:
        for domain in itertools.islice(_candidates, len(_DOMAINS)):
            first_port = _FIRST_PORT + _PORTS_PER_DOMAIN * domain
            claim = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            try:
                # The first process of a domain listens here; the last port is never used.
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
                    probe.bind(('127.0.0.1', first_port + _FIRST_PARTICIPANT))
                claim.bind(('127.0.0.1', first_port + _UNUSED))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
                continue
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv('ROS_DOMAIN_ID', str(domain))
                yield domain
            return
        pytest.fail('all DDS domains from 1 to 99 are in use: end some nodes')


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
