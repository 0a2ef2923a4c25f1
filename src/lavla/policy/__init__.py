# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A checkpoint at work: images, instruction and joint positions to a chunk of joint targets."""

from lavla.policy.checkpoint import Checkpoint
from lavla.policy.checkpoint_config import CheckpointConfig
from lavla.policy.checkpoint_error import CheckpointError
from lavla.policy.checkpoint_writer import save_checkpoint
from lavla.policy.expert_runner import ExpertRunner
from lavla.policy.intent_runner import Intent, IntentRunner
from lavla.policy.normalization import Normalizer
from lavla.policy.policy import Policy
from lavla.policy.statistics import PolicyStatistics
from lavla.policy.vision_runner import VisionRunner

__all__ = [
    'Checkpoint',
    'CheckpointConfig',
    'CheckpointError',
    'ExpertRunner',
    'Intent',
    'IntentRunner',
    'Normalizer',
    'Policy',
    'PolicyStatistics',
    'VisionRunner',
    'save_checkpoint',
]
