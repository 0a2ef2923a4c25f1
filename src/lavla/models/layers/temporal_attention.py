# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Causal attention along time, separately for every token of a frame."""

from __future__ import annotations

import torch
from torch import nn


class TemporalAttention(nn.Module):
    """
    Let each token attend to the same token of this and earlier frames.

    The clips have few frames and many tokens: attention kernels made for long sequences take
    several times as long here as the plain products below, which also need no transposing.

    Raises
    ------
    ValueError
        If `heads` does not divide `dim`.

    """

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        if dim % heads:
            raise ValueError(f'heads: {heads} does not divide the width {dim}')
        self.heads = heads
        self.queries_keys_values = nn.Linear(dim, 3 * dim)
        self.output = nn.Linear(dim, dim)

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
        dim = tokens.shape[-1]
        split = self.queries_keys_values(tokens).unflatten(-1, (3, self.heads, -1))
        queries, keys, values = split.unbind(-3)
        queries = queries * (dim // self.heads) ** -0.5
        # the first frame can only attend to itself
        attended = [values[:, 0]]
        for frame in range(1, tokens.shape[1]):
            past = slice(frame + 1)
            scores = (queries[:, frame, None] * keys[:, past]).sum(-1, keepdim=True)
            attended.append((scores.softmax(dim=1) * values[:, past]).sum(1))
        return self.output(torch.stack(attended, dim=1).flatten(-2))
