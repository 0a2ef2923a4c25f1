# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The latent action codes as tokens of a language model (000 §III-C)."""

from __future__ import annotations

from typing import Any

import torch


def action_token(code: int) -> str:
    """Return the text of a code's token."""
    return f'<ACT_{code}>'


def add_action_tokens(model: Any, tokenizer: Any, codebook_size: int) -> None:
    """
    Add the codes to a tokenizer and to a model's embeddings.

    Tokens that are already there are kept. New embeddings start at the mean of the others
    plus a little noise (transformers' own choice), so that no code is favoured.
    """
    tokenizer.add_tokens(
        [action_token(code) for code in range(codebook_size)], special_tokens=True
    )
    if model.get_input_embeddings().num_embeddings < len(tokenizer):
        model.resize_token_embeddings(len(tokenizer), mean_resizing=True)


def action_token_ids(tokenizer: Any, codebook_size: int) -> torch.Tensor:
    """
    Return the token ids of the codes, (codebook_size,).

    Raises
    ------
    ValueError
        If a code has no token of its own.

    """
    vocabulary = tokenizer.get_vocab()
    missing = [
        action_token(code) for code in range(codebook_size) if action_token(code) not in vocabulary
    ]
    if missing:
        raise ValueError(f'tokenizer: {missing[0]} is no token; add the action tokens first')
    return torch.tensor([vocabulary[action_token(code)] for code in range(codebook_size)])
