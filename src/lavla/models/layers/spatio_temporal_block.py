# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Transformer block with attention within a frame, then along time."""

from __future__ import annotations

import torch
from torch import nn

from lavla.models.layers.attention import Attention
from lavla.models.layers.feed_forward import FeedForward
from lavla.models.layers.temporal_attention import TemporalAttention


class SpatioTemporalBlock(nn.Module):
    """
    Attend within each frame, then causally along time per token, then transform.

    Factorised space-time attention in the order of Genie (arXiv:2402.15391), on which the
    latent action models of LAPA, UniVLA and 000 §III-B build; pre-normalised.
    """

    def __init__(self, dim: int, heads: int, ratio: float = 4.0) -> None:
        super().__init__()
        self.spatial_norm = nn.LayerNorm(dim)
        self.spatial = Attention(dim, heads)
        self.temporal_norm = nn.LayerNorm(dim)
        self.temporal = TemporalAttention(dim, heads)
        self.feed_forward_norm = nn.LayerNorm(dim)
        self.feed_forward = FeedForward(dim, ratio)

    def forward(self, tokens: torch.Tensor, keep: int | None = None) -> torch.Tensor:
        """
        Transform tokens.

        Parameters
        ----------
        tokens : torch.Tensor
            Tokens (B, T, S, dim).
        keep : int, optional
            Compute only the first `keep` tokens of each frame; they still attend to all.
            The last block of an encoder that reads out a few tokens needs no others.

        Returns
        -------
        torch.Tensor
            Tokens (B, T, keep or S, dim).

        """
        batch, frames, count, dim = tokens.shape
        kept = count if keep is None else keep
        normed = self.spatial_norm(tokens).view(batch * frames, count, dim)
        attended = self.spatial(normed[:, :kept], None if keep is None else normed)
        tokens = tokens[:, :, :kept] + attended.view(batch, frames, kept, dim)
        tokens = tokens + self.temporal(self.temporal_norm(tokens))
        return tokens + self.feed_forward(self.feed_forward_norm(tokens))
