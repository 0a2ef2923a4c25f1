# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The model card of a mini checkpoint, from what the stages of its chain wrote down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lavla_training.data.errors import DataError


def model_card(chain: Path, name: str, note: str = '') -> str:
    """
    Return the card of the policy that `lavla-train mini --out <chain>` made.

    `note` says what the numbers do not. Raises DataError naming the stage whose result is
    missing.
    """
    times = _read(chain / 'chain.json')
    books = _read(chain / 'lam' / 'model' / 'codebooks.json')
    probe = _read(chain / 'probe.json')
    intent = _read(chain / 'intent' / 'report.json')
    adapted = _read(chain / 'adapt' / 'report.json')
    success = _read(chain / 'evaluation' / 'summary.json')
    iou = _last(chain / 'vision' / 'run' / 'metrics.jsonl', 'iou')
    low, high = success['interval']
    rows = '\n'.join(f'| {stage} | {seconds:.0f} |' for stage, seconds in times.items())
    segmented = ', '.join(f'{key} {value:.2f}' for key, value in iou.items())
    told = '\n'.join(f'| {key} | {value:.2f} |' for key, value in probe.items())
    return f"""---
license: apache-2.0
library_name: lavla
pipeline_tag: robotics
---

# {name}

The mini-size policy that LaVLA ships: latent actions learned from synthetic egocentric video, an
intent model pre-trained on them, and a flow-matching action expert adapted with 50 scripted
demonstrations. Two simulated Panda arms lift a pot by its handles when told so.

It is small enough for two CPU cores and made to show and test the whole system, not to be good at
anything else. Every weight was made by this project from nothing, on data it rendered itself.
The vision encoder is **not** DINOv2: it is a small network of the same class, trained on rendered
frames to tell the class of every pixel, and its segmentation head stands in for SAM2.

## How it was made

    make train-mini

which runs `lavla-train mini`: each stage by its own command, with the recipes in
`config/training/*_mini.yaml` and their seeds (0; demonstrations from seed 0, evaluation from
seed 100000). Wall-clock time on two cores that other work shared:

| stage | s |
|---|---|
{rows}

## What was measured

* **Success:** {success['successes']} of {success['trials']} seeded episodes that training never
  saw ({success['successes'] / success['trials']:.0%}, 95 % Wilson interval {low:.0%} to
  {high:.0%}), in the stepped simulator through the safety gate, with
  {success['settings']['latency_s']} s from picture to chunk:
  `lavla-train evaluate models/{name} --out <folder>`.
* **Vision encoder:** intersection over union on held-out frames: {segmented}.
* **Codebooks,** on held-out pairs of frames: action {books['action_used']} of
  {books['action_codes']} codes used, {books['action_dead']} dead, perplexity
  {books['action_perplexity']:.1f}; background {books['background_used']} of
  {books['background_codes']}, {books['background_dead']} dead, perplexity
  {books['background_perplexity']:.1f}.
* **What the tokens tell:** R² of true motions of hands (pixels) and camera (rotation), predicted
  linearly from one-hot tokens on clips the probe was not fitted on (`lavla-train probe`):

| motion from tokens | R² |
|---|---|
{told}

* **Intent model** on held-out clips: {intent['generated_accuracy']:.0%} of generated tokens right
  (teacher-forced {intent['forced_accuracy']:.0%}, always the commonest token
  {intent['commonest_accuracy']:.0%}, chance 6 %).
* **Action expert** on held-out demonstrations: chunks miss by {adapted['arm_error_rad']:.4f} rad
  on average, by {adapted['arm_error_last_row_rad']:.4f} rad in their last row;
  {adapted['token_accuracy']:.0%} of intent tokens right (always the commonest
  {adapted['commonest_token_accuracy']:.0%}).

## Limits

One task, one scene, one lighting; pictures of 224 × 224 from the simulator's own cameras. It has
never seen a real picture. Do not run it on a robot.
{
        f'''
## Note

{note}
'''
        if note
        else ''
    }"""


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding='utf-8')))
    except FileNotFoundError as error:
        raise DataError(f'{path}: missing; run the stage that writes it first') from error
    except (json.JSONDecodeError, ValueError) as error:
        raise DataError(f'{path}: not a JSON object: {error}') from error


def _last(path: Path, key: str) -> dict[str, float]:
    """Return the value of a key in the last line of a metrics file that has it."""
    if not path.exists():
        raise DataError(f'{path}: missing; run the stage that writes it first')
    for line in reversed(path.read_text(encoding='utf-8').splitlines()):
        values = json.loads(line)
        if key in values:
            return dict(values[key])
    raise DataError(f'{path}: no line has {key!r}; the stage did not finish')
