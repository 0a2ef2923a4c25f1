# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The mini vision-language model is small, needs no torchvision, and knows every word."""

from __future__ import annotations

import sys
from pathlib import Path

from transformers import AutoModelForImageTextToText, AutoProcessor

from lavla.models.vlm.mini_llava import build_mini_llava
from lavla.models.vlm.tokenizer import train_tokenizer

TEXTS = ['lift the pot with both hands', 'pick up the red cube']


def test_size() -> None:
    model, processor = build_mini_llava(TEXTS)
    parameters = sum(parameter.numel() for parameter in model.parameters())
    assert 3e6 < parameters < 6e6
    assert model.config.image_seq_length == 64
    assert len(processor.tokenizer) <= 1024


def test_auto_classes_reload_it_without_torchvision(tmp_path: Path) -> None:
    model, processor = build_mini_llava(TEXTS)
    model.save_pretrained(tmp_path)
    processor.save_pretrained(tmp_path)
    assert type(AutoModelForImageTextToText.from_pretrained(tmp_path)) is type(model)
    again = AutoProcessor.from_pretrained(tmp_path)
    assert isinstance(again.image_processor, type(processor.image_processor))
    assert 'torchvision' not in sys.modules


def test_words_outside_the_captions_are_spelled_out() -> None:
    tokenizer = train_tokenizer(TEXTS, 512)
    text = 'grab the žluťoučký teapot!'
    assert tokenizer.decode(tokenizer(text)['input_ids']).strip() == text
    common = tokenizer('lift the pot')['input_ids']
    assert len(common) == 3
