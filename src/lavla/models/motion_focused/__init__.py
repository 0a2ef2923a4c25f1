# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The motion-focused latent action model (000 §III-B)."""

from lavla.models.motion_focused.configuration import (
    MotionFocusedConfig,
    mini_config,
    paper_config,
)
from lavla.models.motion_focused.modeling import (
    LatentActions,
    MotionFocusedModel,
    MotionFocusedOutput,
)

__all__ = [
    'LatentActions',
    'MotionFocusedConfig',
    'MotionFocusedModel',
    'MotionFocusedOutput',
    'mini_config',
    'paper_config',
]
