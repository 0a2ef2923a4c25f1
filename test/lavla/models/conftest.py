# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Small vision-language models of several families, built from configurations alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from transformers import (
    GemmaConfig,
    PaliGemmaConfig,
    PaliGemmaForConditionalGeneration,
    PaliGemmaProcessor,
    SiglipVisionConfig,
)
from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

from lavla.models.vlm.mini_llava import MiniLlavaSize, build_mini_llava
from lavla.models.vlm.tokenizer import IMAGE_TOKEN, train_tokenizer

TEXTS = ('lift the pot', 'raise the red cube', 'lower the lid', 'turn the blue cup')


def build_llava() -> tuple[Any, Any]:
    """Build the mini LLaVA at its smallest."""
    return build_mini_llava(
        TEXTS,
        MiniLlavaSize(
            image_size=28,
            vision_dim=32,
            vision_layers=1,
            vision_heads=2,
            text_dim=32,
            text_layers=2,
            text_heads=2,
            text_hidden=64,
        ),
    )


def build_paligemma() -> tuple[Any, Any]:
    """Build a small PaliGemma, which attends to its prompt in both directions."""
    image_processor = SiglipImageProcessorPil(size={'height': 28, 'width': 28})
    image_processor.image_seq_length = 4
    processor = PaliGemmaProcessor(
        image_processor=image_processor, tokenizer=train_tokenizer(TEXTS, 400)
    )
    vocabulary = processor.tokenizer.get_vocab()
    configuration = PaliGemmaConfig(
        vision_config=SiglipVisionConfig(
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=1,
            num_attention_heads=2,
            image_size=28,
            patch_size=14,
            vision_use_head=False,
        ).to_dict(),
        text_config=GemmaConfig(
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            head_dim=16,
            num_attention_heads=2,
            num_key_value_heads=1,
            vocab_size=len(vocabulary),
            pad_token_id=vocabulary['<pad>'],
            bos_token_id=vocabulary['<s>'],
            eos_token_id=vocabulary['</s>'],
        ).to_dict(),
        projection_dim=32,
        image_token_index=vocabulary[IMAGE_TOKEN],
    )
    return PaliGemmaForConditionalGeneration(configuration), processor


FAMILIES: dict[str, Callable[[], tuple[Any, Any]]] = {
    'llava': build_llava,
    'paligemma': build_paligemma,
}


@pytest.fixture(params=sorted(FAMILIES))
def family(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    """Return model and processor of each family in turn."""
    torch.manual_seed(0)
    return FAMILIES[request.param]()


@pytest.fixture
def llava() -> tuple[Any, Any]:
    """Return model and processor of the mini LLaVA."""
    torch.manual_seed(0)
    return build_llava()
