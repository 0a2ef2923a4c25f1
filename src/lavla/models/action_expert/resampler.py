# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A few learned queries per camera that attend to its patches."""

from __future__ import annotations

import torch
from torch import nn

from lavla.models.action_expert.configuration import ActionExpertConfig
from lavla.models.action_expert.patch_tokens import PatchTokens
from lavla.models.layers.cross_attention_block import CrossAttentionBlock
from lavla.models.layers.positional_embedding import SequenceEmbedding


class Resampler(nn.Module):
    """Pool each camera's patches into a fixed number of tokens (Perceiver, Flamingo)."""

    def __init__(self, config: ActionExpertConfig) -> None:
        super().__init__()
        self.patches = PatchTokens(config)
        self.queries = SequenceEmbedding(config.views * config.pooled_queries, config.dim)
        self.blocks = nn.ModuleList(
            CrossAttentionBlock(config.dim, config.heads) for _ in range(config.pooled_depth)
        )

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """Turn features (B, V, N, D) into tokens (B, V, queries, dim)."""
        batch, views = features.shape[:2]
        patches = self.patches(features).flatten(0, 1)
        queries = self.queries().view(1, views, -1, patches.shape[-1])
        queries = queries.expand(batch, -1, -1, -1).flatten(0, 1)
        for block in self.blocks:
            queries = block(queries, patches)
        return queries.unflatten(0, (batch, views))
