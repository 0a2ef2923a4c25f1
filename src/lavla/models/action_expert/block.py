# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Transformer block of the action expert."""

from __future__ import annotations

import torch
from torch import nn

from lavla.models.layers.adaptive_layer_norm import AdaptiveLayerNorm
from lavla.models.layers.attention import Attention, KeysValues
from lavla.models.layers.feed_forward import FeedForward


class ActionExpertBlock(nn.Module):
    """
    Attend along the chunk, then to the context, then transform (000 §III-D).

    Each sub-layer is modulated by the flow time through adaptive layer norm.
    """

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.modulation = AdaptiveLayerNorm(dim, dim, sublayers=3)
        self.self_attention = Attention(dim, heads)
        self.context_norm = nn.LayerNorm(dim)
        self.cross_attention = Attention(dim, heads)
        self.feed_forward = FeedForward(dim)

    def project(self, context: torch.Tensor) -> KeysValues:
        """Project context tokens (B, S, dim) to keys and values."""
        return self.cross_attention.project(self.context_norm(context))

    def forward(
        self, tokens: torch.Tensor, time: torch.Tensor, context: KeysValues
    ) -> torch.Tensor:
        """
        Transform the chunk.

        Parameters
        ----------
        tokens : torch.Tensor
            Chunk tokens (B, H, dim).
        time : torch.Tensor
            Embedded flow time (B, dim).
        context : KeysValues
            From `project`.

        """
        along, across, through = self.modulation(time)
        modulate = self.modulation.modulate
        tokens = tokens + along.gate * self.self_attention(modulate(tokens, along))
        read = self.cross_attention.attend(modulate(tokens, across), context)
        tokens = tokens + across.gate * read
        return tokens + through.gate * self.feed_forward(modulate(tokens, through))
