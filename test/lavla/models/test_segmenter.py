# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The dense head predicts classes for pixels and shares for patches."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from lavla.models.patch_masks import patch_coverage
from lavla.models.segmenter import Segmenter, SegmenterConfig


def small_config(**changes: object) -> SegmenterConfig:
    """Return a head for a 2 × 3 grid of 4-pixel patches."""
    values = {'feature_dim': 8, 'patch_size': 4, 'rows': 2, 'columns': 3} | changes
    return SegmenterConfig(classes=('background', 'hand', 'pot'), **values)


def test_shapes() -> None:
    output = Segmenter(small_config(depth=True))(torch.randn(2, 6, 8))
    assert output.logits.shape == (2, 3, 8, 12)
    assert output.depth is not None
    assert output.depth.shape == (2, 8, 12)


def test_pixels_of_a_patch_come_from_its_feature() -> None:
    head = Segmenter(small_config(hidden_dim=16))
    features = torch.randn(1, 6, 8)
    changed = features.clone()
    changed[0, 4] += 1
    difference = (head(changed).logits - head(features).logits).abs().sum(1)[0]
    assert (difference[4:, 4:8] > 0).all()
    difference[4:, 4:8] = 0
    assert (difference == 0).all()


def test_learns_a_labelling() -> None:
    torch.manual_seed(0)
    head = Segmenter(small_config(depth=True))
    features = torch.randn(1, 6, 8)
    labels = torch.randint(0, 3, (1, 8, 12))
    depth = torch.rand(1, 8, 12)
    optimizer = torch.optim.Adam(head.parameters(), 0.05)
    for _ in range(100):
        loss = head.loss(features, labels, depth)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert (head.predict(features) == labels).float().mean() > 0.99
    share = head.patch_probabilities(features)
    assert share.shape == (1, 6, 3)
    expected = patch_coverage(labels == 1, 2, 3)
    torch.testing.assert_close(share[..., 1], expected, atol=0.1, rtol=0)


def test_depth_needs_a_head_with_depth() -> None:
    with pytest.raises(ValueError, match='depth'):
        Segmenter(small_config()).loss(
            torch.randn(1, 6, 8), torch.zeros(1, 8, 12), torch.zeros(1, 8, 12)
        )


def test_round_trip(tmp_path: Path) -> None:
    head = Segmenter(small_config(hidden_dim=16)).eval()
    head.save_pretrained(tmp_path)
    again = Segmenter.from_pretrained(tmp_path)
    assert again.config == head.config
    features = torch.randn(1, 6, 8)
    torch.testing.assert_close(again(features).logits, head(features).logits, rtol=0, atol=0)


def test_patch_coverage_measures_the_share() -> None:
    masks = torch.zeros(2, 1, 8, 12, dtype=torch.uint8)
    masks[0, 0, :4, :2] = 7
    coverage = patch_coverage(masks, 2, 3)
    assert coverage.shape == (2, 1, 6)
    assert coverage[0, 0].tolist() == [0.5, 0, 0, 0, 0, 0]
