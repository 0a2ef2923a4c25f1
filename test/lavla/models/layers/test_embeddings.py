# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Embeddings tell places and times apart."""

from __future__ import annotations

import pytest
import torch

from lavla.models.layers.adaptive_layer_norm import AdaptiveLayerNorm
from lavla.models.layers.positional_embedding import GridEmbedding, grid_coordinates
from lavla.models.layers.time_embedding import TimeEmbedding


def test_grid_is_row_major_with_x_to_the_right_and_y_down() -> None:
    coordinates = grid_coordinates(2, 4)
    assert coordinates[1].tolist() == [-0.25, -0.5]
    assert coordinates[4].tolist() == [-0.75, 0.5]


def test_every_cell_has_an_embedding_of_its_own() -> None:
    cells = GridEmbedding(3, 5, 8)()
    assert cells.shape == (15, 8)
    assert torch.cdist(cells, cells).add(torch.eye(15)).min() > 1e-3


def test_times_are_told_apart() -> None:
    embedding = TimeEmbedding(32)
    times = torch.linspace(0, 1, 50)
    embedded = embedding(times)
    assert embedded.shape == (50, 32)
    assert torch.cdist(embedded, embedded).add(torch.eye(50)).min() > 1e-3


def test_odd_widths_are_refused() -> None:
    with pytest.raises(ValueError, match='odd'):
        TimeEmbedding(7)


def test_adaptive_norm_starts_as_plain_norm_with_a_closed_gate() -> None:
    norm = AdaptiveLayerNorm(8, 4, sublayers=2)
    modulations = norm(torch.randn(3, 4))
    tokens = torch.randn(3, 5, 8)
    assert len(modulations) == 2
    assert modulations[0].gate.abs().max() == 0
    torch.testing.assert_close(
        norm.modulate(tokens, modulations[0]), torch.nn.functional.layer_norm(tokens, (8,))
    )
