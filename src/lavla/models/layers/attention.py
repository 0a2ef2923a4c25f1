# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Multi-head attention whose keys and values can be projected once and used many times."""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import nn


class KeysValues(NamedTuple):
    """Projected keys and values, each (B, heads, S, head_dim)."""

    keys: torch.Tensor
    values: torch.Tensor


class Attention(nn.Module):
    """
    Attend from queries to a context, or to themselves.

    Parameters
    ----------
    dim : int
        Width of the queries and of the output.
    heads : int
        Number of heads; divides `dim`.
    context_dim : int, optional
        Width of the context; `dim` if not given.

    Raises
    ------
    ValueError
        If `heads` does not divide `dim`.

    """

    def __init__(self, dim: int, heads: int, context_dim: int | None = None) -> None:
        super().__init__()
        if dim % heads:
            raise ValueError(f'heads: {heads} does not divide the width {dim}')
        self.heads = heads
        self.queries = nn.Linear(dim, dim)
        self.keys_values = nn.Linear(context_dim or dim, 2 * dim)
        self.output = nn.Linear(dim, dim)

    def project(self, context: torch.Tensor) -> KeysValues:
        """Project a context (B, S, C) to keys and values."""
        keys, values = self.keys_values(context).chunk(2, dim=-1)
        return KeysValues(self._split(keys), self._split(values))

    def attend(
        self, queries: torch.Tensor, context: KeysValues, mask: torch.Tensor | None = None
    ) -> torch.Tensor:
        """
        Attend to keys and values that are already projected.

        Parameters
        ----------
        queries : torch.Tensor
            Query tokens (B, L, dim).
        context : KeysValues
            From `project`.
        mask : torch.Tensor, optional
            True where attention is allowed; broadcastable to (B, heads, L, S).

        Returns
        -------
        torch.Tensor
            Attended tokens (B, L, dim).

        """
        attended = F.scaled_dot_product_attention(
            self._split(self.queries(queries)), context.keys, context.values, attn_mask=mask
        )
        return self.output(attended.transpose(1, 2).flatten(2))

    def forward(
        self,
        queries: torch.Tensor,
        context: torch.Tensor | None = None,
        mask: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Attend from queries (B, L, dim) to a context (B, S, C), or to themselves."""
        return self.attend(queries, self.project(queries if context is None else context), mask)

    def _split(self, tokens: torch.Tensor) -> torch.Tensor:
        batch, length, dim = tokens.shape
        return tokens.view(batch, length, self.heads, dim // self.heads).transpose(1, 2)
