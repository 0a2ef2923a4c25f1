# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Shared decoder: the first frame and latents in, the change of features out (000 §III-B3)."""

from __future__ import annotations

import torch
from torch import nn

from lavla.models.layers.cross_attention_block import CrossAttentionBlock
from lavla.models.layers.positional_embedding import GridEmbedding
from lavla.models.motion_focused.configuration import MotionFocusedConfig


class MotionFocusedDecoder(nn.Module):
    """
    Predict how the features of chosen patches change from the first frame to the second.

    Every target token starts from its patch in the first frame, its place and the latents it
    is given, and reads the first frame by cross-attention: where it looks depends on the
    latents, as motion compensation does. Targets do not read each other, so only those whose
    error counts need to be decoded, and all three paths are one batched call over keys and
    values that are projected once per pair.
    """

    def __init__(self, config: MotionFocusedConfig) -> None:
        super().__init__()
        width = config.feature_dim * config.patch_group**2
        self.input = nn.Linear(width, config.dim)
        self.position = GridEmbedding(
            config.rows // config.patch_group, config.columns // config.patch_group, config.dim
        )
        self.action_input = nn.Linear(config.action_tokens * config.latent_dim, config.dim)
        self.background_input = nn.Linear(config.background_tokens * config.latent_dim, config.dim)
        self.blocks = nn.ModuleList(
            CrossAttentionBlock(config.dim, config.heads) for _ in range(config.decoder_depth)
        )
        self.norm = nn.LayerNorm(config.dim)
        self.output = nn.Linear(config.dim, width)

    def embed_action(self, latents: torch.Tensor) -> torch.Tensor:
        """Turn action latents (B, K, latent_dim) into a condition (B, 1, dim)."""
        return self.action_input(latents.flatten(1)).unsqueeze(1)

    def embed_background(self, latents: torch.Tensor) -> torch.Tensor:
        """Turn background latents (B, K, latent_dim) into a condition (B, 1, dim)."""
        return self.background_input(latents.flatten(1)).unsqueeze(1)

    def forward(
        self, first: torch.Tensor, paths: list[tuple[torch.Tensor, torch.Tensor]]
    ) -> list[torch.Tensor]:
        """
        Predict changes along several paths at once.

        Parameters
        ----------
        first : torch.Tensor
            Normalised features of the first frame (B, tokens, width).
        paths : list of tuple
            For each path the condition (B, 1, dim) and the targets (B, P) to predict.

        Returns
        -------
        list of torch.Tensor
            Per path the predicted change (B, P, width).

        """
        context = self.input(first) + self.position()
        queries = torch.cat(
            [_gather(context, targets) + condition for condition, targets in paths], dim=1
        )
        for block in self.blocks:
            queries = block(queries, context)
        changes = self.output(self.norm(queries))
        return list(changes.split([targets.shape[1] for _, targets in paths], dim=1))


def _gather(tokens: torch.Tensor, index: torch.Tensor) -> torch.Tensor:
    return tokens.gather(1, index.unsqueeze(-1).expand(-1, -1, tokens.shape[-1]))
