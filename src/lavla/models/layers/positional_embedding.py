# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Positions of patches on their grid and of tokens in a sequence."""

from __future__ import annotations

import torch
from torch import nn


class GridEmbedding(nn.Module):
    """
    Learned embedding of a two-dimensional grid: one vector per row plus one per column.

    The factors share what they learn along rows and columns, which few demonstrations need.
    """

    def __init__(self, rows: int, columns: int, dim: int) -> None:
        super().__init__()
        self.row = nn.Parameter(torch.randn(rows, 1, dim) * 0.02)
        self.column = nn.Parameter(torch.randn(1, columns, dim) * 0.02)

    def forward(self) -> torch.Tensor:
        """Return the embedding of every cell, (rows · columns, dim), row-major."""
        return (self.row + self.column).flatten(0, 1)


class SequenceEmbedding(nn.Module):
    """Learned embedding of the places in a short sequence."""

    def __init__(self, length: int, dim: int) -> None:
        super().__init__()
        self.place = nn.Parameter(torch.randn(length, dim) * 0.02)

    def forward(self) -> torch.Tensor:
        """Return the embedding of every place, (length, dim)."""
        return self.place


def grid_coordinates(rows: int, columns: int) -> torch.Tensor:
    """Return the centre (x, y) of every cell in [-1, 1], (rows · columns, 2), row-major."""
    y = (torch.arange(rows) + 0.5) * 2 / rows - 1
    x = (torch.arange(columns) + 0.5) * 2 / columns - 1
    grid_y, grid_x = torch.meshgrid(y, x, indexing='ij')
    return torch.stack((grid_x, grid_y), dim=-1).flatten(0, 1)
