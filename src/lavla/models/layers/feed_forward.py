# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Two-layer perceptron applied to every token."""

from __future__ import annotations

import torch
from torch import nn


class FeedForward(nn.Module):
    """Widen, apply GELU, narrow."""

    def __init__(self, dim: int, ratio: float = 4.0, output_dim: int | None = None) -> None:
        super().__init__()
        hidden = round(dim * ratio)
        self.widen = nn.Linear(dim, hidden)
        self.activation = nn.GELU()
        self.narrow = nn.Linear(hidden, output_dim or dim)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """Transform tokens (..., dim)."""
        return self.narrow(self.activation(self.widen(tokens)))
