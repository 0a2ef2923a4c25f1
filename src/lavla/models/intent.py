# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The intent model: image and instruction in, latent action tokens and embedding out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from transformers import AutoModelForImageTextToText, AutoProcessor, LogitsProcessorList

from lavla.models.pretrained import read_config
from lavla.models.transformers_folder import load_transformers_model, quiet_transformers
from lavla.models.vlm.action_tokens import action_token_ids, add_action_tokens
from lavla.models.vlm.code_constraint import CodeConstraint
from lavla.models.vlm.lora import add_lora, merge_lora
from lavla.models.vlm.prompt import DEFAULT_PROMPT, build_prompt
from lavla.models.weights import WeightsError

INTENT_FILE = 'intent.json'
_LEAK_TOLERANCE = 1e-3


@dataclass(frozen=True)
class IntentConfig:
    """
    Configure the action tokens of an intent model.

    `tokens` is K of Eq. 2, `codebook_size` the number of codes, `prompt` the text around
    the instruction.
    """

    codebook_size: int = 16
    tokens: int = 4
    prompt: str = DEFAULT_PROMPT

    def __post_init__(self) -> None:
        if '{instruction}' not in self.prompt:
            raise ValueError("prompt: the field '{instruction}' is missing")


@dataclass
class IntentOutput:
    """
    Hold the result of a teacher-forced pass.

    `loss` is Eq. 2, averaged over the batch; `code_logits` (B, K, codes) the scores of the
    codes alone; `embedding` (B, K, D) the last layer's hidden states at the action tokens.
    """

    loss: torch.Tensor
    code_logits: torch.Tensor
    embedding: torch.Tensor

    def accuracy(self, codes: torch.Tensor) -> float:
        """Return the share of tokens whose most likely code is right."""
        return float((self.code_logits.argmax(-1) == codes).float().mean())


@dataclass
class IntentPrediction:
    """
    Hold generated action tokens.

    `codes` (B, K) are chosen greedily, `code_probabilities` (B, K, codes) are normalised over
    the codes, `embedding` (B, K, D) are the last layer's hidden states at the tokens.
    """

    codes: torch.Tensor
    code_probabilities: torch.Tensor
    embedding: torch.Tensor


class IntentModel(nn.Module):
    """
    Predict latent action tokens with any image-text-to-text model of transformers.

    Prompts are padded on the left, so that the action tokens are always the last ones.
    """

    code_ids: torch.Tensor

    def __init__(self, model: Any, processor: Any, config: IntentConfig | None = None) -> None:
        super().__init__()
        self.config = config or IntentConfig()
        self.model = model
        self.processor = processor
        processor.tokenizer.padding_side = 'left'
        with quiet_transformers():
            add_action_tokens(model, processor.tokenizer, self.config.codebook_size)
        ids = action_token_ids(processor.tokenizer, self.config.codebook_size)
        self.register_buffer('code_ids', ids, persistent=False)

    @classmethod
    def from_pretrained(cls, name_or_folder: str | Path) -> IntentModel:
        """
        Load a saved intent model, or a plain vision-language model to start from.

        Raises
        ------
        WeightsError
            If a file is missing or damaged or does not fit.

        """
        model = load_transformers_model(AutoModelForImageTextToText, name_or_folder)
        try:
            with quiet_transformers():
                processor = AutoProcessor.from_pretrained(
                    str(name_or_folder), local_files_only=Path(name_or_folder).is_dir()
                )
        except (OSError, ValueError, KeyError, TypeError) as error:
            first_line = str(error).strip().splitlines()[0]
            raise WeightsError(f'{name_or_folder}: no usable processor: {first_line}') from error
        file = Path(name_or_folder) / INTENT_FILE
        config = read_config(file, IntentConfig) if file.is_file() else None
        return cls(model, processor, config).eval()

    def save_pretrained(self, folder: str | Path) -> None:
        """
        Write model, processor and intent.json.

        Raises
        ------
        ValueError
            If low-rank adapters are not merged yet.

        """
        if self.has_lora:
            raise ValueError('the model has low-rank adapters; merge them before saving')
        folder = Path(folder)
        with quiet_transformers():
            self.model.save_pretrained(folder)
            self.processor.save_pretrained(folder)
        text = json.dumps(asdict(self.config), indent=2, sort_keys=True)
        (folder / INTENT_FILE).write_text(text + '\n', encoding='utf-8')

    @property
    def embedding_dim(self) -> int:
        """Return the width of the embedding."""
        return int(self.model.get_input_embeddings().embedding_dim)

    @property
    def has_lora(self) -> bool:
        """Whether low-rank adapters are present and not merged."""
        return hasattr(self.model, 'peft_config')

    def add_lora(self, rank: int = 16, alpha: int = 32, dropout: float = 0.0) -> None:
        """Freeze the model and add trainable low-rank adapters to its language part."""
        self.model = add_lora(self.model, rank, alpha, dropout)

    def merge_lora(self) -> None:
        """Fold the adapters into the weights."""
        self.model = merge_lora(self.model)

    def prepare(
        self, images: Sequence[np.ndarray] | np.ndarray, instructions: Sequence[str]
    ) -> dict[str, torch.Tensor]:
        """
        Turn images and instructions into model inputs.

        Parameters
        ----------
        images : sequence of array
            RGB images (H, W, 3), uint8.
        instructions : sequence of str
            One per image.

        """
        prompts = [
            build_prompt(self.processor, self.config.prompt, instruction)
            for instruction in instructions
        ]
        inputs = self.processor(
            images=[np.asarray(image) for image in images],
            text=prompts,
            padding=True,
            return_tensors='pt',
        )
        device = self.code_ids.device
        return {key: value.to(device) for key, value in inputs.items() if key != 'labels'}

    def forward(self, inputs: dict[str, torch.Tensor], codes: torch.Tensor) -> IntentOutput:
        """
        Predict given codes, each from the true ones before it (Eq. 2).

        Parameters
        ----------
        inputs : dict
            From `prepare`.
        codes : torch.Tensor
            Latent action codes (B, K), integer.

        """
        tokens = self.config.tokens
        if codes.shape[1:] != (tokens,):
            raise ValueError(f'codes have shape {tuple(codes.shape)}, expected (B, {tokens})')
        codes = codes.to(self.code_ids.device).long()
        targets = self.code_ids[codes]
        output = self.model(
            **self._append(inputs, targets),
            output_hidden_states=True,
            use_cache=False,
            logits_to_keep=tokens + 1,
        )
        # the logits at a position tell the next token
        logits = output.logits[:, :-1].float()
        loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction='sum')
        return IntentOutput(
            loss=loss / codes.shape[0],
            code_logits=logits[..., self.code_ids],
            embedding=output.hidden_states[-1][:, -tokens:].float(),
        )

    @torch.no_grad()
    def predict(self, inputs: dict[str, torch.Tensor]) -> IntentPrediction:
        """
        Generate exactly K codes greedily, with a key-value cache.

        Parameters
        ----------
        inputs : dict
            From `prepare`.

        """
        tokens = self.config.tokens
        generated = self.model.generate(
            **inputs,
            # one more, so that the last code has passed through the layers as well
            max_new_tokens=tokens + 1,
            do_sample=False,
            use_cache=True,
            logits_processor=LogitsProcessorList([CodeConstraint(self.code_ids)]),
            pad_token_id=self.processor.tokenizer.pad_token_id,
            return_dict_in_generate=True,
            output_hidden_states=True,
            output_logits=True,
        )
        logits = torch.stack(generated.logits[:tokens], dim=1).float()[..., self.code_ids]
        embedding = torch.cat(
            [states[-1][:, -1:] for states in generated.hidden_states[1 : tokens + 1]], dim=1
        )
        return IntentPrediction(logits.argmax(-1), logits.softmax(-1), embedding.float())

    @torch.no_grad()
    def check_no_leak(self, inputs: dict[str, torch.Tensor]) -> None:
        """
        Check that the score of a token does not depend on itself or on later tokens.

        Families that attend to their prompt in both directions leak the answer into the
        question when token types are wrong: training looks perfect, generation fails.

        Raises
        ------
        ValueError
            If the model sees the tokens it is to predict.

        """
        training = self.training
        self.eval()
        batch = inputs['input_ids'].shape[0]
        zeros = torch.zeros(batch, self.config.tokens, dtype=torch.long)
        for place in range(self.config.tokens):
            other = zeros.clone()
            other[:, place:] = self.config.codebook_size - 1
            before = self(inputs, zeros).code_logits[:, : place + 1]
            after = self(inputs, other).code_logits[:, : place + 1]
            # in a causal model the same numbers are computed twice
            if (before - after).abs().max() > _LEAK_TOLERANCE * before.std():
                raise ValueError(
                    f'{type(self.model).__name__}: the scores of action token {place} depend on '
                    'that token; this family needs other token types for its answer'
                )
        self.train(training)

    def _append(
        self, inputs: dict[str, torch.Tensor], targets: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        """Append the answer to every input that has one value per token."""
        prompt = inputs['input_ids'].shape
        appended = dict(inputs)
        for key, value in inputs.items():
            if value.shape != prompt:
                continue
            if key == 'input_ids':
                suffix = targets
            else:
                suffix = torch.full_like(targets, self._answer_value(key), dtype=value.dtype)
            appended[key] = torch.cat((value, suffix), dim=1)
        return appended

    def _answer_value(self, key: str) -> int:
        if key == 'attention_mask':
            return 1
        if key == 'token_type_ids':
            # PaliGemma: type 0 is a prompt seen in both directions, 1 a causal answer;
            # the others mark images with values above 0
            return int(self.model.config.model_type == 'paligemma')
        return 0
