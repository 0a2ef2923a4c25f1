# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Sinusoidal embedding of a scalar such as the flow time."""

from __future__ import annotations

import math

import torch
from torch import nn


class TimeEmbedding(nn.Module):
    """
    Embed times in [0, 1] by sines and cosines of geometric periods and a small perceptron.

    Parameters
    ----------
    dim : int
        Width of the output; even.
    shortest_period, longest_period : float
        Range of the periods, in units of the time.

    """

    def __init__(
        self, dim: int, shortest_period: float = 4e-3, longest_period: float = 4.0
    ) -> None:
        super().__init__()
        if dim % 2:
            raise ValueError(f'dim: {dim} is odd; the embedding needs sine and cosine pairs')
        self.dim = dim
        self.shortest_period = shortest_period
        self.longest_period = longest_period
        self.perceptron = nn.Sequential(nn.Linear(dim, dim), nn.SiLU(), nn.Linear(dim, dim))

    def forward(self, time: torch.Tensor) -> torch.Tensor:
        """Embed times (B,) to (B, dim)."""
        exponents = torch.linspace(0, 1, self.dim // 2, device=time.device)
        periods = self.shortest_period * (self.longest_period / self.shortest_period) ** exponents
        angles = time.float().unsqueeze(-1) * (2 * math.pi / periods)
        return self.perceptron(torch.cat((angles.sin(), angles.cos()), dim=-1))
