# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Image positions of learned keypoints by spatial softmax."""

from __future__ import annotations

import math

import torch
from torch import nn

from lavla.models.action_expert.configuration import ActionExpertConfig
from lavla.models.layers.positional_embedding import SequenceEmbedding, grid_coordinates

_START_SHARPNESS = 2.0


class Keypoints(nn.Module):
    """
    Locate learned keypoints in each camera and turn their positions into tokens.

    A keypoint's position is the expectation of the patch centres, each moved by an offset
    its patch predicts, under a softmax over all patches (spatial softmax, arXiv:1509.06113):
    finer than the patch grid, and a few numbers instead of a few hundred tokens. Each camera
    has its own projection, since it sees other things.
    """

    coordinates: torch.Tensor

    def __init__(self, config: ActionExpertConfig) -> None:
        super().__init__()
        self.keypoints = config.keypoints
        self.tokens = config.keypoint_tokens
        self.norm = nn.LayerNorm(config.feature_dim, elementwise_affine=False)
        # per keypoint: a score and an offset (x, y)
        self.readout = nn.ModuleList(
            nn.Linear(config.feature_dim, 3 * config.keypoints) for _ in range(config.views)
        )
        self.place_bias = nn.Parameter(
            torch.zeros(config.views, config.rows * config.columns, config.keypoints)
        )
        # sharp enough that keypoints differ, and move, from the first step on
        self.log_sharpness = nn.Parameter(
            torch.full((config.views, 1, config.keypoints), math.log(_START_SHARPNESS))
        )
        self.output = nn.ModuleList(
            nn.Linear(2 * config.keypoints, config.keypoint_tokens * config.dim)
            for _ in range(config.views)
        )
        self.place = SequenceEmbedding(config.views * config.keypoint_tokens, config.dim)
        self.patch_extent = (2 / config.columns, 2 / config.rows)
        self.register_buffer(
            'coordinates', grid_coordinates(config.rows, config.columns), persistent=False
        )

    def positions(self, features: torch.Tensor) -> torch.Tensor:
        """
        Locate the keypoints.

        Parameters
        ----------
        features : torch.Tensor
            Patch features (B, V, N, D).

        Returns
        -------
        torch.Tensor
            Positions (B, V, keypoints, 2) as (x, y) in [-1, 1], left to right, top down.

        """
        normed = self.norm(features)
        readout = torch.stack(
            [layer(normed[:, view]) for view, layer in enumerate(self.readout)], dim=1
        ).float()
        scores, offset_x, offset_y = readout.chunk(3, dim=-1)
        weights = ((scores + self.place_bias) * self.log_sharpness.exp()).softmax(dim=2)
        centres = self.coordinates.unsqueeze(1)
        x = centres[..., 0] + offset_x.tanh() * self.patch_extent[0]
        y = centres[..., 1] + offset_y.tanh() * self.patch_extent[1]
        return torch.stack(((weights * x).sum(2), (weights * y).sum(2)), dim=-1)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """Turn features (B, V, N, D) into tokens (B, V, keypoint_tokens, dim)."""
        positions = self.positions(features).flatten(2)
        tokens = torch.stack(
            [layer(positions[:, view]) for view, layer in enumerate(self.output)], dim=1
        )
        place = self.place().view(len(self.output), self.tokens, -1)
        return tokens.unflatten(-1, (self.tokens, -1)) + place
