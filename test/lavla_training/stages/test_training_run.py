# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A run that was stopped and resumed ends exactly where an uninterrupted one does."""

import json
import os
import signal
from pathlib import Path

import pytest
import torch
from torch import nn

from lavla_training.stages.training_run import TrainingRun


def _train(folder: Path, *, stop_after: int | None = None, steps: int = 12, rate: float = 0.1):
    torch.manual_seed(0)
    model = nn.Linear(4, 2)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate)
    run = TrainingRun(
        folder,
        'toy',
        {'model': model},
        optimizer,
        steps=steps,
        seed=3,
        settings={'rate': rate},
        warmup_steps=2,
        save_every=5,
        log_every=2,
    )
    for step in run.steps():
        batch = torch.as_tensor(run.rng(step).normal(size=(8, 4)), dtype=torch.float32)
        noise = torch.randn(8, 2, generator=run.generator(step))
        loss = (model(batch) + 0.1 * noise - 1).pow(2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        run.log(loss=loss.item())
        if stop_after is not None and step + 1 == stop_after:
            os.kill(os.getpid(), signal.SIGINT)
    return model.weight.detach().clone(), run


def test_interrupted_and_resumed_run_equals_the_uninterrupted_one(tmp_path: Path):
    whole, _ = _train(tmp_path / 'whole')
    with pytest.raises(KeyboardInterrupt):
        _train(tmp_path / 'parts', stop_after=7)
    resumed, run = _train(tmp_path / 'parts')
    assert run.finished
    torch.testing.assert_close(resumed, whole, rtol=0, atol=0)


def test_finished_run_takes_no_more_steps(tmp_path: Path):
    first, _ = _train(tmp_path)
    again, run = _train(tmp_path)
    assert run.finished
    torch.testing.assert_close(again, first, rtol=0, atol=0)


def test_other_settings_are_refused_by_name(tmp_path: Path):
    _train(tmp_path)
    with pytest.raises(ValueError, match='rate'):
        _train(tmp_path, rate=0.2)


def test_metrics_are_written_as_averages(tmp_path: Path):
    _train(tmp_path)
    lines = [json.loads(line) for line in (tmp_path / 'metrics.jsonl').read_text().splitlines()]
    assert [line['step'] for line in lines] == [2, 4, 6, 8, 10, 12]
    assert lines[-1]['loss'] < lines[0]['loss']


def test_not_a_number_stops_the_run_and_says_so(tmp_path: Path):
    with pytest.raises(FloatingPointError, match='loss is not finite'):
        _train(tmp_path, rate=1e30, steps=40)
