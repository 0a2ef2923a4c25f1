# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Layer norm whose scale and shift, and a gate behind it, come from a condition."""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import nn

from lavla.models.layers.initialization import zero


class Modulation(NamedTuple):
    """Shift, scale and gate, each (B, 1, dim)."""

    shift: torch.Tensor
    scale: torch.Tensor
    gate: torch.Tensor


class AdaptiveLayerNorm(nn.Module):
    """
    Produce the modulations of several sub-layers from one condition.

    The adaLN-Zero of DiT (arXiv:2212.09748): the projection starts at zero, so that every
    gated sub-layer starts as the identity.
    """

    def __init__(self, dim: int, condition_dim: int, sublayers: int) -> None:
        super().__init__()
        self.dim = dim
        self.sublayers = sublayers
        self.projection = nn.Linear(condition_dim, 3 * sublayers * dim)
        zero(self.projection)

    def forward(self, condition: torch.Tensor) -> list[Modulation]:
        """Compute one modulation per sub-layer from a condition (B, condition_dim)."""
        values = self.projection(F.silu(condition)).unsqueeze(1).chunk(3 * self.sublayers, -1)
        return [Modulation(*values[3 * i : 3 * i + 3]) for i in range(self.sublayers)]

    def modulate(self, tokens: torch.Tensor, modulation: Modulation) -> torch.Tensor:
        """Normalise tokens (B, L, dim), then scale and shift them."""
        normed = F.layer_norm(tokens, (self.dim,))
        return normed * (1 + modulation.scale) + modulation.shift
