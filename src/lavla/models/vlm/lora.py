# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Low-rank adaptation of the language model with peft."""

from __future__ import annotations

from typing import Any

from torch import nn


def add_lora(model: Any, rank: int, alpha: int, dropout: float = 0.0) -> Any:
    """
    Freeze a vision-language model and add low-rank adapters to its language part.

    The adapters (LoRA, arXiv:2106.09685) sit on every linear layer of the decoder; the
    vision tower, the embeddings and the output layer stay as pre-trained.

    Returns
    -------
    Any
        The peft model, whose only trainable parameters are the adapters.

    """
    # Only training adds adapters; a robot does not wait for the import.
    from peft import LoraConfig, get_peft_model

    decoder = model.get_decoder()
    prefix = next(name for name, module in model.named_modules() if module is decoder)
    targets = [
        f'{prefix}.{name}'
        for name, module in decoder.named_modules()
        if isinstance(module, nn.Linear)
    ]
    return get_peft_model(
        model,
        LoraConfig(r=rank, lora_alpha=alpha, lora_dropout=dropout, target_modules=targets),
    )


def merge_lora(model: Any) -> Any:
    """Fold the adapters into the weights and return the plain transformers model."""
    return model.merge_and_unload()
