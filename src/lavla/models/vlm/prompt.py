# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The text a vision-language model is asked with."""

from __future__ import annotations

from typing import Any

DEFAULT_PROMPT = 'What action should be taken to {instruction}?'


def build_prompt(processor: Any, template: str, instruction: str) -> str:
    """
    Build the prompt of one image and an instruction in the form the model was trained with.

    Parameters
    ----------
    processor : Any
        A transformers processor; its chat template is used where it has one.
    template : str
        Text with the field `{instruction}`.
    instruction : str
        What to do; surrounding blanks and the final full stop do not matter.

    """
    text = template.format(instruction=instruction.strip().rstrip('.').lower())
    if getattr(processor, 'chat_template', None):
        content = [{'type': 'image'}, {'type': 'text', 'text': text}]
        return processor.apply_chat_template(
            [{'role': 'user', 'content': content}], add_generation_prompt=True
        )
    return f'{image_token(processor)}{text}'


def image_token(processor: Any) -> str:
    """
    Return the text that stands for the image in a prompt.

    Raises
    ------
    ValueError
        If the processor has neither an image token nor a chat template.

    """
    token = getattr(processor, 'image_token', None) or getattr(
        processor.tokenizer, 'image_token', None
    )
    if token is None:
        raise ValueError(
            f'{type(processor).__name__} has neither an image token nor a chat template'
        )
    return str(getattr(token, 'content', token))
