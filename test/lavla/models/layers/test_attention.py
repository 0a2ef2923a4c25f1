# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Attention gives the same result with cached and with fresh keys and values."""

from __future__ import annotations

import pytest
import torch

from lavla.models.layers.attention import Attention


def test_cached_context_equals_fresh_context() -> None:
    attention = Attention(8, 2, context_dim=6)
    queries, context = torch.randn(2, 3, 8), torch.randn(2, 5, 6)
    cached = attention.attend(queries, attention.project(context))
    torch.testing.assert_close(cached, attention(queries, context), rtol=0, atol=0)


def test_equals_attention_of_torch() -> None:
    ours = Attention(8, 2)
    reference = torch.nn.MultiheadAttention(8, 2, batch_first=True)
    reference.in_proj_weight.data = torch.cat((ours.queries.weight, ours.keys_values.weight))
    reference.in_proj_bias.data = torch.cat((ours.queries.bias, ours.keys_values.bias))
    reference.out_proj = ours.output
    tokens = torch.randn(2, 5, 8)
    expected = reference(tokens, tokens, tokens, need_weights=False)[0]
    torch.testing.assert_close(ours(tokens), expected)


def test_masked_tokens_are_not_seen() -> None:
    attention = Attention(8, 2)
    tokens = torch.randn(1, 4, 8)
    mask = torch.tensor([True, True, False, True]).expand(2, 4)
    changed = tokens.clone()
    changed[:, 2] += 1
    queries = torch.randn(1, 2, 8)
    torch.testing.assert_close(attention(queries, tokens, mask), attention(queries, changed, mask))


def test_heads_must_divide_the_width() -> None:
    with pytest.raises(ValueError, match='3 does not divide the width 8'):
        Attention(8, 3)
