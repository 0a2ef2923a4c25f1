# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A LLaVA with a SigLIP vision tower small enough for one CPU core."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transformers import (
    LlamaConfig,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaProcessor,
    SiglipVisionConfig,
)
from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

from lavla.models.vlm.prompt import DEFAULT_PROMPT
from lavla.models.vlm.tokenizer import IMAGE_TOKEN, train_tokenizer


@dataclass(frozen=True)
class MiniLlavaSize:
    """Set the size: about 4 million parameters and 64 image tokens."""

    image_size: int = 112
    patch_size: int = 14
    vision_dim: int = 192
    vision_layers: int = 4
    vision_heads: int = 3
    text_dim: int = 192
    text_layers: int = 4
    text_heads: int = 3
    text_hidden: int = 512
    vocabulary_size: int = 1024
    positions: int = 512


def build_mini_llava(
    texts: Iterable[str], size: MiniLlavaSize | None = None
) -> tuple[LlavaForConditionalGeneration, LlavaProcessor]:
    """
    Build a mini vision-language model with random weights, and its processor.

    Parameters
    ----------
    texts : iterable of str
        Captions and instructions the tokenizer is trained on.
    size : MiniLlavaSize, optional
        Widths and depths.

    """
    size = size or MiniLlavaSize()
    prompted = (DEFAULT_PROMPT.format(instruction=text) for text in texts)
    tokenizer = train_tokenizer(prompted, size.vocabulary_size)
    side = {'height': size.image_size, 'width': size.image_size}
    processor = LlavaProcessor(
        # the PIL one: the default needs torchvision
        image_processor=SiglipImageProcessorPil(size=side),
        tokenizer=tokenizer,
        patch_size=size.patch_size,
        vision_feature_select_strategy='full',
        image_token=IMAGE_TOKEN,
    )
    configuration = LlavaConfig(
        vision_config=SiglipVisionConfig(
            hidden_size=size.vision_dim,
            intermediate_size=4 * size.vision_dim,
            num_hidden_layers=size.vision_layers,
            num_attention_heads=size.vision_heads,
            image_size=size.image_size,
            patch_size=size.patch_size,
            vision_use_head=False,
        ),
        text_config=LlamaConfig(
            hidden_size=size.text_dim,
            intermediate_size=size.text_hidden,
            num_hidden_layers=size.text_layers,
            num_attention_heads=size.text_heads,
            num_key_value_heads=size.text_heads,
            vocab_size=len(tokenizer),
            max_position_embeddings=size.positions,
            pad_token_id=tokenizer.pad_token_id,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            tie_word_embeddings=True,
        ),
        image_token_index=tokenizer.get_vocab()[IMAGE_TOKEN],
        image_seq_length=(size.image_size // size.patch_size) ** 2,
        vision_feature_select_strategy='full',
        vision_feature_layer=-1,
        tie_word_embeddings=True,
    )
    return LlavaForConditionalGeneration(configuration), processor
