# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Keypoints locate things between patch centres."""

from __future__ import annotations

import torch

from lavla.models.action_expert.configuration import mini_config
from lavla.models.action_expert.keypoints import Keypoints
from lavla.models.layers.positional_embedding import grid_coordinates


def make_keypoints(rows: int = 8, columns: int = 8) -> Keypoints:
    """Build keypoints over a small grid."""
    torch.manual_seed(0)
    return Keypoints(
        mini_config(rows=rows, columns=columns, views=1, feature_dim=8, keypoints=2, dim=16)
    )


def blobs(places: torch.Tensor) -> torch.Tensor:
    """Draw features (B, 1, 64, 8) with a soft blob at each place (B, 2)."""
    distance = (grid_coordinates(8, 8) - places.unsqueeze(1)).square().sum(-1)
    height = torch.exp(-distance / (2 * 0.25**2)).unsqueeze(-1)
    empty = torch.tensor([1.0, 0, 0, 0, 0, 0, 0, 0])
    blob = torch.tensor([0.0, 1, 0, 0, 0, 0, 0, 0])
    return (height * blob + (1 - height) * empty).unsqueeze(1)


def test_positions_follow_a_blob_more_finely_than_the_grid() -> None:
    keypoints = make_keypoints()
    optimizer = torch.optim.Adam(keypoints.parameters(), 0.02)
    for _ in range(300):
        places = torch.rand(64, 2) * 1.2 - 0.6
        found = keypoints.positions(blobs(places))
        loss = (found[:, 0] - places.unsqueeze(1)).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    places = torch.rand(200, 2) * 1.2 - 0.6
    error = (keypoints.positions(blobs(places))[:, 0] - places.unsqueeze(1)).norm(dim=-1)
    patch = 2 / 8
    assert error.mean() < 0.1 * patch


def test_positions_stay_in_the_image() -> None:
    keypoints = make_keypoints()
    positions = keypoints.positions(torch.randn(5, 1, 64, 8) * 10)
    assert positions.shape == (5, 1, 2, 2)
    assert positions.abs().max() <= 1 + 2 / 8


def test_columns_are_x_and_rows_are_y() -> None:
    keypoints = make_keypoints(rows=2, columns=4)
    torch.nn.init.zeros_(keypoints.readout[0].weight)
    torch.nn.init.zeros_(keypoints.readout[0].bias)
    with torch.no_grad():
        keypoints.place_bias[0, 7, 0] = 100
    x, y = keypoints.positions(torch.randn(1, 1, 8, 8))[0, 0, 0].tolist()
    assert (round(x, 3), round(y, 3)) == (0.75, 0.5)
