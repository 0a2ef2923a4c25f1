# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Start values of transformer weights."""

from __future__ import annotations

from torch import nn


def initialize_transformer(module: nn.Module, deviation: float = 0.02) -> None:
    """Draw every linear weight from a truncated normal distribution and zero the biases."""
    for part in module.modules():
        if isinstance(part, nn.Linear):
            nn.init.trunc_normal_(part.weight, std=deviation)
            if part.bias is not None:
                nn.init.zeros_(part.bias)


def zero(layer: nn.Linear) -> None:
    """Let a linear layer start by returning zeros."""
    nn.init.zeros_(layer.weight)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)
