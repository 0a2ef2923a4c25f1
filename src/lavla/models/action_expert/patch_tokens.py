# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Every patch of every camera as one context token."""

from __future__ import annotations

import torch
from torch import nn

from lavla.models.action_expert.configuration import ActionExpertConfig
from lavla.models.layers.positional_embedding import GridEmbedding, SequenceEmbedding


class PatchTokens(nn.Module):
    """Project patch features and tell each token its camera, row and column."""

    def __init__(self, config: ActionExpertConfig) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(config.feature_dim, elementwise_affine=False)
        self.projection = nn.Linear(config.feature_dim, config.dim)
        self.position = GridEmbedding(config.rows, config.columns, config.dim)
        self.view = SequenceEmbedding(config.views, config.dim)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """Turn features (B, V, N, D) into tokens (B, V, N, dim)."""
        tokens = self.projection(self.norm(features))
        return tokens + self.position() + self.view().unsqueeze(1)
