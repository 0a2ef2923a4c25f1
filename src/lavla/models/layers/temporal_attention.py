# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Causal attention along time, separately for every token of a frame."""

from __future__ import annotations

import torch
from torch import nn

from lavla.models.layers.attention import Attention


class TemporalAttention(nn.Module):
    """Let each token attend to the same token of this and earlier frames."""

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.attention = Attention(dim, heads)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """
        Attend along time.

        Parameters
        ----------
        tokens : torch.Tensor
            Tokens (B, T, S, dim).

        Returns
        -------
        torch.Tensor
            Tokens (B, T, S, dim); frame t depends on frames 0 … t only.

        """
        batch, frames, count, dim = tokens.shape
        sequences = tokens.transpose(1, 2).reshape(batch * count, frames, dim)
        causal = torch.ones(frames, frames, dtype=torch.bool, device=tokens.device).tril()
        attended = self.attention(sequences, mask=causal)
        return attended.view(batch, count, frames, dim).transpose(1, 2)
