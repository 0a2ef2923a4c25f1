# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Positions of patches on their grid and of tokens in a sequence."""

from __future__ import annotations

import torch
from torch import nn


class GridEmbedding(nn.Module):
    """
    Learned embedding of a two-dimensional grid: one vector per row plus one per column.

    It starts from sines and cosines, the columns in the first half of the features and the
    rows in the second, so that near cells are alike before anything is learned. The factors
    share what they learn along rows and columns, which few demonstrations need.

    Raises
    ------
    ValueError
        If the width is no multiple of 4.

    """

    def __init__(self, rows: int, columns: int, dim: int) -> None:
        super().__init__()
        if dim % 4:
            raise ValueError(f'dim: {dim} is no multiple of 4, as rows and columns need')
        none = torch.zeros(1, dim // 2)
        row, column = _waves(rows, dim // 2), _waves(columns, dim // 2)
        self.row = nn.Parameter(torch.cat((none.expand(rows, -1), row), -1).unsqueeze(1))
        self.column = nn.Parameter(torch.cat((column, none.expand(columns, -1)), -1).unsqueeze(0))

    def forward(self) -> torch.Tensor:
        """Return the embedding of every cell, (rows · columns, dim), row-major."""
        return (self.row + self.column).flatten(0, 1)


class SequenceEmbedding(nn.Module):
    """Learned embedding of the places in a short sequence, at first at random."""

    def __init__(self, length: int, dim: int, deviation: float = 0.5) -> None:
        super().__init__()
        self.place = nn.Parameter(torch.randn(length, dim) * deviation)

    def forward(self) -> torch.Tensor:
        """Return the embedding of every place, (length, dim)."""
        return self.place


def _waves(count: int, dim: int) -> torch.Tensor:
    """Return sines and cosines (count, dim) of periods from 4 cells to 4 times the count."""
    periods = 4.0 * max(count, 1) ** torch.linspace(0, 1, dim // 2)
    angles = 2 * torch.pi * torch.arange(count).unsqueeze(1) / periods
    return torch.cat((angles.sin(), angles.cos()), dim=-1)


def grid_coordinates(rows: int, columns: int) -> torch.Tensor:
    """Return the centre (x, y) of every cell in [-1, 1], (rows · columns, 2), row-major."""
    y = (torch.arange(rows) + 0.5) * 2 / rows - 1
    x = (torch.arange(columns) + 0.5) * 2 / columns - 1
    grid_y, grid_x = torch.meshgrid(y, x, indexing='ij')
    return torch.stack((grid_x, grid_y), dim=-1).flatten(0, 1)
