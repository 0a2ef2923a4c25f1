# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Stage 1: the latent action model, learned from unlabelled video (000 §III-B).

Features of the frozen vision encoder and foreground masks are cached once; training then sees
pairs of frames one second apart and never a picture again. Health of the codebooks is logged
with every metric line and stored with the model.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch

from lavla.models.motion_focused import MotionFocusedModel, mini_config, paper_config
from lavla.models.vector_quantizer import codebook_statistics
from lavla_training.data.clip_cache import cache_clips
from lavla_training.data.frame_pair_set import FramePairSet
from lavla_training.data.frozen_vision import FrozenVision
from lavla_training.stages.optimization import (
    check_precision,
    descend,
    make_optimizer,
    mixed_precision,
    open_run,
)


@dataclass(frozen=True)
class LamRecipe:
    """Settings of the stage; config/training/lam_mini.yaml explains each."""

    size: str
    steps: int
    batch_size: int
    learning_rate: float
    frame_rate_hz: float
    interval_s: float = 1.0
    held_out_share: float = 0.1
    weight_decay: float = 0.01
    masks: str = 'segmenter'
    seed: int = 0
    precision: str = 'bf16'
    model: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.size not in ('mini', 'paper'):
            raise ValueError(f'size must be mini or paper, got {self.size!r}')
        check_precision(self)
        if not 0 < self.held_out_share < 1:
            raise ValueError(f'held_out_share must be in (0, 1), got {self.held_out_share}')


def train_lam(
    recipe: LamRecipe,
    videos: Path,
    vision: Path,
    cache: Path,
    out: Path,
    mask_folder: Path | None = None,
) -> Path:
    """
    Train a latent action model on a folder of videos; write it to `out/model` and return that.

    `vision` holds the frozen encoder and the segmenter that provides the masks; with masks =
    file they come from `mask_folder` (by default beside the videos). Features and masks are kept
    in `cache` for the stages that follow.
    """
    caches = cache_clips(
        videos,
        FrozenVision.open(vision),
        cache,
        recipe.frame_rate_hz,
        recipe.masks,
        mask_folder,
    )
    pairs = FramePairSet(caches.clips(), recipe.interval_s)
    train, held_out = pairs.split(recipe.held_out_share)
    print(f'lam: {len(train)} pairs to train on, {len(held_out)} held out, {caches.summary()}')

    torch.manual_seed(recipe.seed)
    make = mini_config if recipe.size == 'mini' else paper_config
    rows, columns, width = caches.grid
    model = MotionFocusedModel(
        make(rows=rows, columns=columns, feature_dim=width, **recipe.model)
    ).train()
    optimizer = make_optimizer(recipe, model.parameters(), betas=(0.9, 0.95))
    run = open_run(recipe, out, 'lam', {'model': model}, optimizer, {'features': caches.key})
    for step in run.steps():
        features, masks = train.batch(run.rng(step).integers(0, len(train), recipe.batch_size))
        with mixed_precision(recipe):
            output = model(torch.from_numpy(features), torch.from_numpy(masks))
        descend(output.loss, optimizer, model.parameters())
        health = model.statistics()
        run.log(
            foreground=(output.foreground / output.foreground_copy.clamp(min=1e-6)).item(),
            background=(output.background / output.background_copy.clamp(min=1e-6)).item(),
            perplexity=health['action'].perplexity,
            dead=health['action'].dead,
            background_perplexity=health['background'].perplexity,
            **{f'term_{name}': value for name, value in output.terms().items()},
        )

    report = codebook_report(model.eval(), held_out)
    run.record(held_out=report)
    model.save(out / 'model')
    (out / 'model' / 'codebooks.json').write_text(
        json.dumps(report, indent=1) + '\n', encoding='utf-8'
    )
    print(
        f'lam: wrote {out / "model"}; on held-out pairs the action codebook uses '
        f'{report["action_used"]} of {report["action_codes"]} codes '
        f'(perplexity {report["action_perplexity"]:.1f})'
    )
    return out / 'model'


@torch.no_grad()
def codebook_report(
    model: MotionFocusedModel, pairs: FramePairSet, batch_size: int = 64
) -> dict[str, float]:
    """Return the use of both codebooks and the reconstruction errors on pairs of frames."""
    action = np.zeros(model.config.action_codes)
    background = np.zeros(model.config.background_codes)
    ratios: list[tuple[float, float, float]] = []
    for start in range(0, len(pairs), batch_size):
        features, masks = pairs.batch(np.arange(start, min(start + batch_size, len(pairs))))
        output = model(torch.from_numpy(features), torch.from_numpy(masks))
        action += np.bincount(output.action_codes.flatten().numpy(), minlength=len(action))
        background += np.bincount(
            output.background_codes.flatten().numpy(), minlength=len(background)
        )
        ratios.append(
            (
                float(output.full / output.full_copy.clamp(min=1e-6)),
                float(output.foreground / output.foreground_copy.clamp(min=1e-6)),
                float(output.background / output.background_copy.clamp(min=1e-6)),
            )
        )
    report: dict[str, float] = {}
    for name, counts in (('action', action), ('background', background)):
        statistics = codebook_statistics(torch.from_numpy(counts))
        report |= {
            f'{name}_codes': statistics.size,
            f'{name}_used': statistics.used,
            f'{name}_dead': statistics.dead,
            f'{name}_perplexity': statistics.perplexity,
        }
    full, foreground, back = np.mean(ratios, axis=0)
    return report | {
        'full_error_ratio': float(full),
        'foreground_error_ratio': float(foreground),
        'background_error_ratio': float(back),
    }
