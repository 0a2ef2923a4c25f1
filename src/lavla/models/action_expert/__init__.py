# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The action expert: intent, perception and proprioception to a chunk of joint targets."""

from lavla.models.action_expert.configuration import (
    ActionExpertConfig,
    mini_config,
    paper_config,
)
from lavla.models.action_expert.flow_matching import flow_matching_loss, integrate
from lavla.models.action_expert.modeling import ActionExpert, ExpertContext

__all__ = [
    'ActionExpert',
    'ActionExpertConfig',
    'ExpertContext',
    'flow_matching_loss',
    'integrate',
    'mini_config',
    'paper_config',
]
