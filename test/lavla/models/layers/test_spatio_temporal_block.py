# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The spatio-temporal block is causal in time and can compute part of a frame."""

from __future__ import annotations

import torch

from lavla.models.layers.attention import Attention
from lavla.models.layers.spatio_temporal_block import SpatioTemporalBlock
from lavla.models.layers.temporal_attention import TemporalAttention


def test_earlier_frames_do_not_see_later_ones() -> None:
    block = SpatioTemporalBlock(8, 2)
    tokens = torch.randn(1, 3, 4, 8)
    changed = tokens.clone()
    changed[:, 2, 1] += 1
    before, after = block(tokens), block(changed)
    torch.testing.assert_close(after[:, :2], before[:, :2])
    assert not torch.allclose(after[:, 2], before[:, 2])


def test_every_token_sees_its_frame_and_its_past() -> None:
    block = SpatioTemporalBlock(8, 2)
    tokens = torch.randn(1, 2, 3, 8, requires_grad=True)
    block(tokens)[0, 1, 0].sum().backward()
    assert (tokens.grad.abs().sum(-1) > 0).all()


def test_keeping_a_few_tokens_computes_the_same_for_them() -> None:
    block = SpatioTemporalBlock(8, 2)
    tokens = torch.randn(2, 2, 5, 8)
    torch.testing.assert_close(block(tokens, keep=2), block(tokens)[:, :, :2])


def test_temporal_attention_equals_masked_attention() -> None:
    temporal = TemporalAttention(8, 2)
    reference = Attention(8, 2)
    queries, keys_values = temporal.queries_keys_values.weight.split((8, 16))
    reference.queries.weight.data, reference.keys_values.weight.data = queries, keys_values
    queries, keys_values = temporal.queries_keys_values.bias.split((8, 16))
    reference.queries.bias.data, reference.keys_values.bias.data = queries, keys_values
    reference.output = temporal.output
    tokens = torch.randn(2, 4, 3, 8)
    causal = torch.ones(4, 4, dtype=torch.bool).tril()
    expected = reference(tokens.transpose(1, 2).flatten(0, 1), mask=causal)
    torch.testing.assert_close(temporal(tokens), expected.view(2, 3, 4, 8).transpose(1, 2))
