# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Stage 3: pre-train a vision-language model to predict latent actions (000 §III-C, Eq. 2).

It sees one picture and the caption, and predicts the four tokens of the motion in the second
that follows. There is no robot data in this stage.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from lavla.models.intent import IntentModel
from lavla.models.vlm.mini_llava import build_mini_llava
from lavla.sim import make_task
from lavla_training.data.intent_set import IntentSet, open_intent_set
from lavla_training.data.token_baseline import commonest_token_accuracy
from lavla_training.stages.image_augmentation import augment_images
from lavla_training.stages.label import label_videos
from lavla_training.stages.optimization import (
    check_precision,
    descend,
    make_optimizer,
    mixed_precision,
    open_run,
)


@dataclass(frozen=True)
class IntentRecipe:
    """Settings of the stage; config/training/intent_mini.yaml explains each."""

    base: str
    steps: int
    batch_size: int
    learning_rate: float
    frame_rate_hz: float
    held_out_share: float = 0.1
    weight_decay: float = 0.05
    seed: int = 0
    precision: str = 'bf16'

    def __post_init__(self) -> None:
        check_precision(self)


def train_intent(
    recipe: IntentRecipe,
    videos: Path,
    vision: Path,
    latent_actions: Path,
    cache: Path,
    out: Path,
) -> Path:
    """Pre-train the intent model; write it to `out/model` and return that."""
    _, labels = label_videos(videos, vision, latent_actions, cache, recipe.frame_rate_hz)
    pairs, uncaptioned = open_intent_set(videos, labels, cache, recipe.frame_rate_hz)
    train, held_out = pairs.split(recipe.held_out_share)
    print(
        f'intent: {len(train)} pairs to train on, {len(held_out)} held out'
        + (f'; {uncaptioned} clips without caption left out' if uncaptioned else '')
    )

    torch.manual_seed(recipe.seed)
    model = _open_base(recipe.base, pairs.captions).train()
    optimizer = make_optimizer(recipe, model.parameters())
    run = open_run(recipe, out, 'intent', {'model': model}, optimizer, {'labels': labels.key}, 100)
    # A model that sees the answer in its question learns nothing, with a perfect loss.
    images, captions, _ = train.batch(np.arange(min(2, len(train))))
    model.check_no_leak(model.prepare(images, captions))

    for step in run.steps():
        rng = run.rng(step)
        images, captions, tokens = train.batch(rng.integers(0, len(train), recipe.batch_size))
        images = augment_images(torch.from_numpy(images), rng).numpy()
        codes = torch.from_numpy(tokens)
        with mixed_precision(recipe):
            output = model(model.prepare(images, captions), codes)
        descend(output.loss, optimizer, model.parameters())
        run.log(loss=output.loss.item(), accuracy=output.accuracy(codes))

    report = intent_report(model.eval(), held_out)
    run.record(held_out=report)
    model.save_pretrained(out / 'model')
    (out / 'report.json').write_text(json.dumps(report, indent=1) + '\n', encoding='utf-8')
    print(
        f'intent: wrote {out / "model"}; on held-out clips {report["generated_accuracy"]:.0%} of '
        f'generated tokens are right (teacher-forced {report["forced_accuracy"]:.0%}, always the '
        f'commonest {report["commonest_accuracy"]:.0%})'
    )
    return out / 'model'


def _open_base(base: str, captions: list[str]) -> IntentModel:
    """Open a vision-language model of transformers, or build the mini one."""
    if base != 'mini':
        return IntentModel.from_pretrained(base)
    # The tokenizer should know the words of the robot's tasks, too.
    texts = [*captions, *make_task('lift_pot').instructions]
    return IntentModel(*build_mini_llava(texts))


@torch.no_grad()
def intent_report(
    model: IntentModel, pairs: IntentSet, limit: int = 512, batch_size: int = 64
) -> dict[str, float]:
    """
    Compare generated, teacher-forced and constant predictions of tokens on up to `limit` pairs.

    A generated accuracy far below the teacher-forced one betrays a leak of the labels.
    """
    chosen = np.linspace(0, len(pairs) - 1, min(limit, len(pairs))).astype(int)
    generated = forced = 0
    loss = 0.0
    every = []
    for start in range(0, len(chosen), batch_size):
        images, captions, tokens = pairs.batch(chosen[start : start + batch_size])
        inputs, codes = model.prepare(images, captions), torch.from_numpy(tokens)
        generated += int((model.predict(inputs).codes == codes).sum())
        output = model(inputs, codes)
        forced += int((output.code_logits.argmax(-1) == codes).sum())
        loss += float(output.loss) * len(codes)
        every.append(tokens)
    answers = np.concatenate(every)
    return {
        'pairs': len(answers),
        'loss': loss / len(answers),
        'generated_accuracy': generated / answers.size,
        'forced_accuracy': forced / answers.size,
        'commonest_accuracy': commonest_token_accuracy(answers),
    }
