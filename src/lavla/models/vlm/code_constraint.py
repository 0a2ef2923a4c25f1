# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Restrict generation to the latent action codes."""

from __future__ import annotations

import torch
from transformers import LogitsProcessor


class CodeConstraint(LogitsProcessor):
    """Give every token that is no action code a probability of zero."""

    def __init__(self, code_ids: torch.Tensor) -> None:
        self.code_ids = code_ids

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Mask scores (B, vocabulary)."""
        allowed = torch.full_like(scores, float('-inf'))
        allowed[:, self.code_ids] = scores[:, self.code_ids]
        return allowed
