# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A moving average of a network's weights that forgets its random start."""

from __future__ import annotations

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel


def averaged(model: nn.Module, decay: float) -> AveragedModel:
    """
    Return an exponential moving average of a model's weights; update it after every step.

    The decay grows from 0 to `decay` as (1 + n) / (10 + n) does over updates n, so that a run of
    a thousand steps is not averaged with the random weights it began with.
    """

    def update(
        averages: list[torch.Tensor], current: list[torch.Tensor], updates: torch.Tensor | int
    ) -> None:
        count = float(updates)
        weight = 1 - min(decay, (1 + count) / (10 + count))
        with torch.no_grad():
            for average, value in zip(averages, current, strict=True):
                if average.is_floating_point():
                    average.lerp_(value, weight)
                else:
                    average.copy_(value)

    return AveragedModel(model, multi_avg_fn=update, use_buffers=True)
