# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A small tokenizer trained on the words of the captions."""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

IMAGE_TOKEN = '<image>'


def train_tokenizer(texts: Iterable[str], vocabulary_size: int) -> PreTrainedTokenizerFast:
    """
    Train a byte-level BPE tokenizer, which no instruction can take out of its vocabulary.

    Parameters
    ----------
    texts : iterable of str
        Captions and instructions.
    vocabulary_size : int
        Upper bound of the vocabulary, bytes and special tokens included.

    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()
    special = ['<pad>', '<s>', '</s>', IMAGE_TOKEN]
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=vocabulary_size,
            special_tokens=special,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token='<pad>',
        bos_token='<s>',
        eos_token='</s>',
        padding_side='left',
        extra_special_tokens={'image_token': IMAGE_TOKEN},
    )
