# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Success rate of a checkpoint over seeded episodes, with its interval."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from lavla.policy import Policy
from lavla.robots import load_robot
from lavla.sim import BimanualEnv, make_task
from lavla_training.data.atomic_file import atomic_path
from lavla_training.data.errors import DataError
from lavla_training.data.video_writer import write_h264
from lavla_training.data.worker_pool import worker_pool
from lavla_training.evaluation.closed_loop import (
    ClosedLoopSettings,
    EpisodeResult,
    run_episode,
)
from lavla_training.evaluation.wilson import wilson_interval
from lavla_training.progress_line import ProgressLine

EPISODES_FILE = 'episodes.jsonl'
SUMMARY_FILE = 'summary.json'


@dataclass(frozen=True)
class SuccessJob:
    """What is evaluated; instructions are dealt to the seeds in turn."""

    checkpoint: Path
    task: str
    robot: str
    instructions: tuple[str, ...]
    settings: ClosedLoopSettings
    failure_videos: Path | None = None

    def identity(self) -> str:
        """Return a text that changes with anything that could change a result."""
        digest = hashlib.sha256()
        for path in sorted(self.checkpoint.rglob('*')):
            if path.suffix in ('.json', '.safetensors'):
                digest.update(path.relative_to(self.checkpoint).as_posix().encode())
                digest.update(path.read_bytes())
        rest = (self.task, self.robot, self.instructions, dataclasses.astuple(self.settings))
        digest.update(repr(rest).encode())
        return digest.hexdigest()


@dataclass(frozen=True)
class SuccessReport:
    """Successes in trials with the 95 % Wilson interval, and the episodes' lengths."""

    successes: int
    trials: int
    interval: tuple[float, float]
    mean_success_duration_s: float

    def line(self) -> str:
        """Return the result in one line."""
        low, high = self.interval
        return (
            f'{self.successes}/{self.trials} episodes succeeded '
            f'({self.successes / self.trials:.0%}, 95 % interval {low:.0%} to {high:.0%}), '
            f'{self.mean_success_duration_s:.1f} s simulated each'
        )


def measure_success(
    job: SuccessJob, seeds: Sequence[int], out: Path, workers: int
) -> SuccessReport:
    """
    Run the seeds that `out` has no result of yet; write episodes.jsonl and summary.json.

    Raises DataError when `out` holds results of another checkpoint or other settings.
    """
    out.mkdir(parents=True, exist_ok=True)
    results = _earlier_results(job, out)
    missing = [seed for seed in seeds if seed not in results]
    with ProgressLine('evaluate', 'episodes') as progress:
        progress.update(len(seeds) - len(missing), len(seeds))
        for result in _run(job, missing, workers):
            results[result.seed] = result
            with (out / EPISODES_FILE).open('a', encoding='utf-8') as file:
                file.write(json.dumps(dataclasses.asdict(result)) + '\n')
            done = [results[seed].success for seed in seeds if seed in results]
            progress.update(len(done), len(seeds), f'{sum(done)} successes')
    chosen = [results[seed] for seed in seeds]
    good = [result.duration_s for result in chosen if result.success]
    report = SuccessReport(
        len(good),
        len(chosen),
        wilson_interval(len(good), len(chosen)),
        float(np.mean(good)) if good else float('nan'),
    )
    summary = {
        **dataclasses.asdict(report),
        'identity': job.identity(),
        'task': job.task,
        'robot': job.robot,
        'instructions': job.instructions,
        'settings': dataclasses.asdict(job.settings),
        'first_seed': min(seeds),
        'failed_seeds': [result.seed for result in chosen if not result.success],
    }
    with atomic_path(out / SUMMARY_FILE) as partial:
        partial.write_text(json.dumps(summary, indent=1) + '\n', encoding='utf-8')
    return report


def _earlier_results(job: SuccessJob, out: Path) -> dict[int, EpisodeResult]:
    path = out / EPISODES_FILE
    if not path.exists():
        path.write_text(json.dumps({'identity': job.identity()}) + '\n', encoding='utf-8')
        return {}
    first, *lines = path.read_text(encoding='utf-8').splitlines()
    if json.loads(first)['identity'] != job.identity():
        raise DataError(
            f'{out} holds results of another checkpoint or other settings: give another --out'
        )
    found = [EpisodeResult(**json.loads(line)) for line in lines]
    return {result.seed: result for result in found}


_worker: tuple[BimanualEnv, Policy] | None = None


def _run(job: SuccessJob, seeds: Sequence[int], workers: int) -> Iterator[EpisodeResult]:
    if not seeds:
        return
    with worker_pool(workers) as pool:
        for finished in as_completed([pool.submit(_episode, job, seed) for seed in seeds]):
            yield finished.result()


def _episode(job: SuccessJob, seed: int) -> EpisodeResult:
    global _worker
    if _worker is None:
        # One thread a process: the processes share the cores.
        torch.set_num_threads(1)
        policy = Policy.from_pretrained(job.checkpoint)
        environment = BimanualEnv(make_task(job.task), load_robot(job.robot))
        _worker = environment, policy
    environment, policy = _worker
    policy.seed(seed)
    frames: list[np.ndarray] | None = [] if job.failure_videos else None
    instruction = job.instructions[seed % len(job.instructions)]
    result = run_episode(environment, policy, instruction, seed, job.settings, frames)
    if frames and job.failure_videos and not result.success:
        rate_hz = round(1 / job.settings.replan_interval_s)
        write_h264(job.failure_videos / f'{seed}.mp4', frames, rate_hz)
    return result
