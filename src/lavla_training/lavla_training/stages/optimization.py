# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""How every stage sets its optimizer and its run up, and takes a step."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Protocol

import torch
from torch import nn

from lavla_training.stages.training_run import TrainingRun

PRECISIONS = ('bf16', 'fp32')
GRADIENT_NORM = 1.0
"""Longest gradient of a group of parameters that is followed in full."""


class StageRecipe(Protocol):
    """What the recipes of all stages have in common."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    @property
    def steps(self) -> int:
        """Return the number of steps."""
        ...

    @property
    def learning_rate(self) -> float:
        """Return the learning rate after the warm-up."""
        ...

    @property
    def weight_decay(self) -> float:
        """Return the weight decay of AdamW."""
        ...

    @property
    def seed(self) -> int:
        """Return the seed of all that is random."""
        ...

    @property
    def precision(self) -> str:
        """Return the arithmetic of the networks: bf16 or fp32."""
        ...


def check_precision(recipe: StageRecipe) -> None:
    """Raise ValueError when the precision of a recipe is none of PRECISIONS."""
    if recipe.precision not in PRECISIONS:
        raise ValueError(f'precision must be {" or ".join(PRECISIONS)}, got {recipe.precision!r}')


def mixed_precision(recipe: StageRecipe) -> torch.autocast:
    """Return the context that the networks compute in, as the recipe's precision says."""
    return torch.autocast('cpu', torch.bfloat16, enabled=recipe.precision == 'bf16')


def make_optimizer(
    recipe: StageRecipe,
    parameters: Iterable[nn.Parameter] | Iterable[dict[str, Any]],
    betas: tuple[float, float] = (0.9, 0.999),
) -> torch.optim.AdamW:
    """Return AdamW with the recipe's rate and decay; groups of parameters may say otherwise."""
    return torch.optim.AdamW(
        parameters,
        lr=recipe.learning_rate,
        weight_decay=recipe.weight_decay,
        betas=betas,
        fused=True,
    )


def open_run(
    recipe: StageRecipe,
    out: Path,
    name: str,
    modules: dict[str, nn.Module],
    optimizer: torch.optim.Optimizer,
    inputs: Mapping[str, Any] | None = None,
    warmup_steps: int = 200,
) -> TrainingRun:
    """
    Open the run of a stage in `out/run`.

    `inputs` tells what it is trained on: with other inputs or another recipe it is another run,
    and going on with the old one raises ValueError.
    """
    return TrainingRun(
        out / 'run',
        name,
        modules,
        optimizer,
        steps=recipe.steps,
        seed=recipe.seed,
        settings={**dataclasses.asdict(recipe), **(inputs or {})},
        warmup_steps=warmup_steps,
    )


def descend(
    loss: torch.Tensor, optimizer: torch.optim.Optimizer, *groups: Iterable[nn.Parameter]
) -> None:
    """Take one step down the loss; the gradient of each group is clipped by itself."""
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    for group in groups:
        nn.utils.clip_grad_norm_(group, GRADIENT_NORM)
    optimizer.step()
