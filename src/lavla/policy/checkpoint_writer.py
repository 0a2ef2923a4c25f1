# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Write a checkpoint folder."""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from lavla.models.weights import WEIGHTS_FILE
from lavla.policy.checkpoint import (
    CONFIG_FILE,
    EXPERT_FOLDER,
    INTENT_FOLDER,
    LATENT_ACTION_FOLDER,
    STATISTICS_FILE,
    VISION_FOLDER,
    Checkpoint,
)
from lavla.policy.checkpoint_config import CheckpointConfig
from lavla.policy.statistics import PolicyStatistics

if TYPE_CHECKING:
    from lavla.models.action_expert import ActionExpert
    from lavla.models.intent import IntentModel
    from lavla.models.motion_focused import MotionFocusedModel
    from lavla.models.vision_encoder import VisionEncoder


def save_checkpoint(
    folder: str | Path,
    *,
    config: CheckpointConfig,
    statistics: PolicyStatistics,
    vision_encoder: VisionEncoder,
    latent_action_model: MotionFocusedModel,
    intent: IntentModel,
    action_expert: ActionExpert,
    readme: str,
    dtype: torch.dtype = torch.float32,
) -> Checkpoint:
    """
    Write a policy so that `Checkpoint.open` reads it, and open it.

    The folder is written beside its place and moved there when complete, so that a checkpoint
    that exists is whole. An older one of the same name is replaced.

    Parameters
    ----------
    folder : str or Path
        Where to; its parent is made.
    config : CheckpointConfig
        Its `vision_model` is set from the encoder's stored weights.
    statistics : PolicyStatistics
        Of the demonstrations.
    vision_encoder, latent_action_model, intent, action_expert
        The networks; low-rank adapters of the intent model must be merged.
    readme : str
        The model card.
    dtype : torch.dtype
        Type parameters are stored in; float16 halves the size.

    """
    folder = Path(folder)
    partial = folder.with_name(f'.{folder.name}.partial')
    if partial.exists():
        shutil.rmtree(partial)
    partial.mkdir(parents=True)
    _in_dtype(vision_encoder, dtype).save_pretrained(partial / VISION_FOLDER)
    latent_action_model.save(partial / LATENT_ACTION_FOLDER, dtype)
    _in_dtype(intent, dtype).save_pretrained(partial / INTENT_FOLDER)
    action_expert.save(partial / EXPERT_FOLDER, dtype)
    identity = vision_identity(partial / VISION_FOLDER)
    dataclasses.replace(config, vision_model=identity).write(partial / CONFIG_FILE)
    statistics.write(partial / STATISTICS_FILE)
    (partial / 'README.md').write_text(readme, encoding='utf-8')
    if folder.exists():
        shutil.rmtree(folder)
    partial.rename(folder)
    return Checkpoint.open(folder)


def vision_identity(folder: Path) -> str:
    """Return a name for the weights in a vision encoder's folder; equal for equal weights."""
    digest = hashlib.sha256((folder / WEIGHTS_FILE).read_bytes()).hexdigest()
    return f'dinov2-{digest[:12]}'


def _in_dtype(
    module: VisionEncoder | IntentModel, dtype: torch.dtype
) -> VisionEncoder | IntentModel:
    if dtype == torch.float32:
        return module
    return copy.deepcopy(module).to(dtype)
