# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Disentangled encoder: two frames in, vectors for action and background out (000 §III-B1)."""

from __future__ import annotations

import torch
from torch import nn

from lavla.models.layers.positional_embedding import GridEmbedding, SequenceEmbedding
from lavla.models.layers.spatio_temporal_block import SpatioTemporalBlock
from lavla.models.motion_focused.configuration import MotionFocusedConfig

FRAMES = 2


class MotionFocusedEncoder(nn.Module):
    """
    Encode [Q_act, Q_bg, patches] of both frames with a spatio-temporal transformer.

    Time is causal, so only the second frame's queries have seen the change; they are read.
    """

    def __init__(self, config: MotionFocusedConfig) -> None:
        super().__init__()
        self.action_tokens = config.action_tokens
        group = config.patch_group
        self.input = nn.Linear(config.feature_dim * group**2, config.dim)
        self.queries = SequenceEmbedding(
            config.action_tokens + config.background_tokens, config.dim
        )
        self.position = GridEmbedding(config.rows // group, config.columns // group, config.dim)
        self.frame = SequenceEmbedding(FRAMES, config.dim)
        self.blocks = nn.ModuleList(
            SpatioTemporalBlock(config.dim, config.heads) for _ in range(config.encoder_depth)
        )
        self.norm = nn.LayerNorm(config.dim)
        self.action_output = _LatentOutput(config.dim, config.latent_dim, config.action_tokens)
        self.background_output = _LatentOutput(
            config.dim, config.latent_dim, config.background_tokens
        )

    def forward(self, tokens: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """
        Encode a pair of frames.

        Parameters
        ----------
        tokens : torch.Tensor
            Normalised features (B, 2, tokens, group² · D).

        Returns
        -------
        tuple of torch.Tensor
            Action vectors (B, action_tokens, latent_dim) and background vectors
            (B, background_tokens, latent_dim), not yet quantised.

        """
        patches = self.input(tokens) + self.position()
        queries = self.queries()
        count = queries.shape[0]
        queries = queries.expand(*tokens.shape[:2], *queries.shape)
        hidden = torch.cat((queries, patches), dim=2) + self.frame().unsqueeze(1)
        last = len(self.blocks) - 1
        for index, block in enumerate(self.blocks):
            hidden = block(hidden, keep=count if index == last else None)
        read = self.norm(hidden[:, -1, :count])
        return (
            self.action_output(read[:, : self.action_tokens]),
            self.background_output(read[:, self.action_tokens :]),
        )


class _LatentOutput(nn.Module):
    """
    Project the tokens of a branch to the vectors that are quantised.

    Every vector has a projection of its own from all tokens: with one shared projection, all
    tokens start by telling the same and end up as copies of one code.

    The vectors are then normalised over the batch. At the start they differ far less between
    samples than between places; codes would only tell the place, and nothing would draw them
    to the sample. Batch normalisation in front of a codebook (Łańcucki et al.,
    arXiv:2005.08520) takes the mean of the place away, and it bounds the vectors, so that
    encoder and codebook cannot grow without limit.
    """

    def __init__(self, dim: int, latent_dim: int, tokens: int) -> None:
        super().__init__()
        self.tokens = tokens
        self.projection = nn.Linear(tokens * dim, tokens * latent_dim)
        self.norm = nn.BatchNorm1d(tokens * latent_dim, affine=False)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """Turn tokens (B, K, dim) into normalised vectors (B, K, latent_dim)."""
        vectors = self.norm(self.projection(tokens.flatten(1)).float())
        return vectors.unflatten(1, (self.tokens, -1))
