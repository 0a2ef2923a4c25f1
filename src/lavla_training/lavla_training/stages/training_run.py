# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""A resumable training run: steps, learning rate, metrics and checkpoints of one stage."""

from __future__ import annotations

import json
import math
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import nn

from lavla_training.progress_line import ProgressLine

STATE_FILE = 'training_state.safetensors'
INFO_FILE = 'training_state.json'
METRICS_FILE = 'metrics.jsonl'


class TrainingRun:
    """
    Drive the steps of one stage and survive being stopped at any of them.

    All randomness of a step comes from `rng(step)` and `generator(step)`, which depend on the
    seed and the step alone, so a resumed run sees the batches the uninterrupted one would have.
    The state is written to `folder` as safetensors and JSON, each replaced atomically.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        modules: dict[str, nn.Module],
        optimizer: torch.optim.Optimizer,
        *,
        steps: int,
        seed: int,
        settings: dict[str, Any],
        warmup_steps: int = 100,
        save_every: int = 500,
        log_every: int = 20,
    ):
        """
        Open the run and load its last state where there is one.

        Raises ValueError when the folder holds a run made with other settings.
        """
        self.folder = folder
        self.name = name
        self.total = steps
        self._modules = modules
        self._optimizer = optimizer
        self._seed = seed
        self._warmup = max(1, warmup_steps)
        self._save_every = save_every
        self._log_every = log_every
        self._settings = json.loads(json.dumps(settings))
        self._base_rates = [group['lr'] for group in optimizer.param_groups]
        self._seconds = 0.0
        self._sums: dict[str, float] = {}
        self._count = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.step = self._load()

    @property
    def finished(self) -> bool:
        """Whether all steps were taken."""
        return self.step >= self.total

    @property
    def seconds(self) -> float:
        """Wall-clock time spent in training steps so far, over all sessions, s."""
        return self._seconds

    def rng(self, step: int) -> np.random.Generator:
        """Return the random numbers of a step, for choosing its batch."""
        return np.random.default_rng([self._seed, step])

    def generator(self, step: int) -> torch.Generator:
        """Return the torch random numbers of a step, for noise and dropout of inputs."""
        return torch.Generator().manual_seed(self._seed * 1_000_003 + step)

    def steps(self) -> Iterator[int]:
        """
        Yield the steps still to be taken; save every so often, at the end and when interrupted.

        The learning rate of the step (linear warm-up, cosine to 2 %) is set before it is yielded.
        """
        begun_s = time.monotonic()
        with _stop_between_steps() as stopping, ProgressLine(self.name, 'steps') as progress:
            progress.update(self.step, self.total)
            while self.step < self.total:
                self._set_rates()
                torch.manual_seed(self._seed * 7_919 + self.step)
                yield self.step
                self.step += 1
                now_s = time.monotonic()
                self._seconds += now_s - begun_s
                begun_s = now_s
                if self.step % self._log_every == 0 or self.step == self.total:
                    self._write_metrics()
                progress.update(self.step, self.total, self._note)
                if stopping or self.step % self._save_every == 0 or self.step == self.total:
                    self.save()
                if stopping and not self.finished:
                    print(
                        f'{self.name}: stopped after step {self.step}; '
                        'the same command goes on from there'
                    )
                    raise KeyboardInterrupt

    _note = ''

    def log(self, **metrics: float) -> None:
        """Add the metrics of the present step; averages go to metrics.jsonl every `log_every`."""
        for key, value in metrics.items():
            self._sums[key] = self._sums.get(key, 0.0) + float(value)
        self._count += 1

    def record(self, **values: Any) -> None:
        """Write a line of its own to metrics.jsonl, such as a validation result."""
        with (self.folder / METRICS_FILE).open('a', encoding='utf-8') as file:
            file.write(json.dumps({'step': self.step, **values}) + '\n')

    def save(self) -> None:
        """Write the state, so that an interruption at any moment leaves the old or the new one."""
        tensors = {
            f'{name}.{key}': value.detach().clone().contiguous()
            for name, module in self._modules.items()
            for key, value in module.state_dict().items()
        }
        state = self._optimizer.state_dict()
        for index, entries in state['state'].items():
            for key, value in entries.items():
                tensors[f'optimizer.{index}.{key}'] = torch.as_tensor(value).detach().clone()
        info = {'step': self.step, 'seconds': self._seconds, 'settings': self._settings}
        partial = self.folder / (STATE_FILE + '.partial')
        save_file(tensors, str(partial), metadata={'info': json.dumps(info)})
        os.replace(partial, self.folder / STATE_FILE)
        partial = self.folder / (INFO_FILE + '.partial')
        partial.write_text(json.dumps(info, indent=1) + '\n', encoding='utf-8')
        os.replace(partial, self.folder / INFO_FILE)

    def _load(self) -> int:
        path = self.folder / STATE_FILE
        if not path.is_file():
            return 0
        # The step travels inside the tensors' file: two files could be from different moments.
        with safe_open(str(path), framework='pt') as file:
            info = json.loads(file.metadata()['info'])
        if info['settings'] != self._settings:
            changed = [
                key
                for key in {*info['settings'], *self._settings}
                if info['settings'].get(key) != self._settings.get(key)
            ]
            raise ValueError(
                f'{self.folder} holds a run of "{self.name}" with other settings '
                f'({", ".join(sorted(changed))}): use another --out, or remove the folder'
            )
        tensors = load_file(str(path))
        for name, module in self._modules.items():
            prefix = name + '.'
            module.load_state_dict(
                {k[len(prefix) :]: v for k, v in tensors.items() if k.startswith(prefix)}
            )
        state = self._optimizer.state_dict()
        entries: dict[int, dict[str, torch.Tensor]] = {}
        for key, value in tensors.items():
            if key.startswith('optimizer.'):
                _, index, field = key.split('.')
                entries.setdefault(int(index), {})[field] = value
        state['state'] = entries
        self._optimizer.load_state_dict(state)
        self._seconds = float(info['seconds'])
        return int(info['step'])

    def _set_rates(self) -> None:
        if self.step < self._warmup:
            factor = (self.step + 1) / self._warmup
        else:
            fraction = (self.step - self._warmup) / max(1, self.total - self._warmup)
            factor = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * fraction))
        for group, rate in zip(self._optimizer.param_groups, self._base_rates, strict=True):
            group['lr'] = rate * factor

    def _write_metrics(self) -> None:
        if not self._count:
            return
        means = {key: value / self._count for key, value in self._sums.items()}
        bad = [key for key, value in means.items() if not math.isfinite(value)]
        if bad:
            raise FloatingPointError(
                f'{self.name}: {", ".join(bad)} is not finite at step {self.step}; lower the '
                f'learning rate. The last good state is in {self.folder}'
            )
        self._note = '  '.join(f'{key} {value:.4g}' for key, value in list(means.items())[:5])
        self.record(**means)
        self._sums, self._count = {}, 0


@contextmanager
def _stop_between_steps() -> Iterator[list[int]]:
    """Collect the first Ctrl-C, so that no state is saved from the middle of a step."""
    received: list[int] = []
    previous = signal.getsignal(signal.SIGINT)

    def handle(number: int, frame: FrameType | None) -> None:
        if received:
            signal.signal(signal.SIGINT, previous)
            raise KeyboardInterrupt
        received.append(number)

    try:
        signal.signal(signal.SIGINT, handle)
    except ValueError:  # Not in the main thread, where Python delivers no signals anyway.
        yield received
        return
    try:
        yield received
    finally:
        signal.signal(signal.SIGINT, previous)
