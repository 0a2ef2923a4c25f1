# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Transformer block whose tokens read a context instead of each other."""

from __future__ import annotations

import torch
from torch import nn

from lavla.models.layers.attention import Attention
from lavla.models.layers.feed_forward import FeedForward


class CrossAttentionBlock(nn.Module):
    """Read from a context, then transform; pre-normalised."""

    def __init__(self, dim: int, heads: int, ratio: float = 4.0) -> None:
        super().__init__()
        self.context_norm = nn.LayerNorm(dim)
        self.attention_norm = nn.LayerNorm(dim)
        self.attention = Attention(dim, heads)
        self.feed_forward_norm = nn.LayerNorm(dim)
        self.feed_forward = FeedForward(dim, ratio)

    def forward(self, tokens: torch.Tensor, context: torch.Tensor) -> torch.Tensor:
        """Transform tokens (B, L, dim) that read a context (B, S, dim)."""
        read = self.attention(self.attention_norm(tokens), self.context_norm(context))
        tokens = tokens + read
        return tokens + self.feed_forward(self.feed_forward_norm(tokens))
