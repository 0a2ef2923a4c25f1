# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""Record many demonstrations with several processes; continue where an earlier run ended."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from lavla.robots import load_robot
from lavla.sim import FIRST_EVALUATION_SEED, BimanualEnv, make_task
from lavla_training.data.errors import DataError
from lavla_training.data.recording.demonstration import (
    Demonstration,
    DemonstrationSettings,
    record_demonstration,
)
from lavla_training.data.worker_pool import worker_pool

_METADATA = 'metadata.yaml'


@dataclass(frozen=True)
class DemonstrationSet:
    """
    So many successful demonstrations, of the seeds from ``seed`` on, in one folder.

    A failed episode is kept, marked as FAILURE, and replaced by the next seed.
    """

    directory: Path
    episodes: int
    seed: int = 0
    settings: DemonstrationSettings = field(default_factory=DemonstrationSettings)

    def __post_init__(self) -> None:
        if self.episodes < 1:
            raise DataError('a set of demonstrations needs one or more episodes')
        if not 0 <= self.seed < FIRST_EVALUATION_SEED:
            raise DataError(
                f'seed {self.seed}: demonstrations use seeds from 0 to '
                f'{FIRST_EVALUATION_SEED - 1}; those above are for evaluation'
            )

    def bag(self, seed: int) -> Path:
        """Return the bag of a seed."""
        return self.directory / f'{self.settings.task}_{seed:06d}'


@dataclass(frozen=True)
class DemonstrationSetResult:
    """What a run recorded, what it found, and which seeds failed."""

    recorded: int
    kept: int
    failed_seeds: tuple[int, ...]
    seconds: float
    """Simulated seconds of the episodes recorded now."""


def recorded_outcome(bag: Path) -> bool | None:
    """
    Return whether a recorded demonstration succeeded; None when there is no complete bag.

    Raise DataError when the bag is not a recorded demonstration.
    """
    path = bag / _METADATA
    if not path.exists():
        return None
    try:
        custom = yaml.safe_load(path.read_text())['rosbag2_bagfile_information']['custom_data']
        return bool(custom['outcome'] == 'SUCCESS')
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise DataError(f'{path}: not a recorded demonstration: {error!r}') from error


def record_demonstrations(
    demonstrations: DemonstrationSet,
    workers: int = 1,
    on_episode: Callable[[int, int], None] = lambda done, failed: None,
) -> DemonstrationSetResult:
    """
    Record until the folder holds the wanted number of successes.

    Which seeds are recorded does not depend on the number of workers. ``on_episode(successes,
    failures)`` is called at first and after every episode. Raise DataError when more than half
    of at least ten episodes fail: then something is wrong with the task.
    """
    # Wrong names are told here, once, and not by every worker.
    make_task(demonstrations.settings.task)
    load_robot(demonstrations.settings.robot)
    for partial in demonstrations.directory.glob('.*.partial'):
        shutil.rmtree(partial, ignore_errors=True)
    succeeded = recorded = kept = 0
    failed: list[int] = []
    seconds = 0.0
    next_seed = demonstrations.seed
    with worker_pool(workers) as pool:
        waiting: set[Future[Demonstration]] = set()
        while succeeded < demonstrations.episodes:
            # Never more under way than are missing: so the seeds tried are always the same.
            room = min(
                demonstrations.episodes - succeeded - len(waiting), 2 * workers - len(waiting)
            )
            if room > 0:
                outcome = recorded_outcome(demonstrations.bag(next_seed))
                if outcome is None:
                    waiting.add(pool.submit(_record, demonstrations, next_seed))
                else:
                    kept += 1
                    succeeded += outcome
                    failed += [] if outcome else [next_seed]
                next_seed += 1
                continue
            if not recorded:
                on_episode(succeeded, len(failed))
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                episode = future.result()
                recorded += 1
                seconds += episode.duration_s
                succeeded += episode.success
                failed += [] if episode.success else [episode.seed]
                on_episode(succeeded, len(failed))
            _check_failures(succeeded, failed)
    return DemonstrationSetResult(recorded, kept, tuple(sorted(failed)), seconds)


def _check_failures(succeeded: int, failed: list[int]) -> None:
    if succeeded + len(failed) >= 10 and len(failed) > succeeded:
        raise DataError(
            f'the expert failed in {len(failed)} of {succeeded + len(failed)} episodes (seeds '
            f'{failed[:5]} …): check the task, or lower the action noise'
        )


_environment: tuple[str, str, BimanualEnv] | None = None


def _record(demonstrations: DemonstrationSet, seed: int) -> Demonstration:
    """Record one episode with this process's simulation, which is made on first use."""
    global _environment
    settings = demonstrations.settings
    if _environment is None or _environment[:2] != (settings.task, settings.robot):
        robot = load_robot(settings.robot)
        sizes = {(camera.width, camera.height) for camera in robot.cameras}
        if len(sizes) != 1 or len(set(next(iter(sizes)))) != 1:
            raise DataError(
                f'{settings.robot}: the simulation needs square images of one size, got {sizes}'
            )
        names = [camera.name for camera in robot.cameras]
        size = robot.cameras[0].width
        env = BimanualEnv(make_task(settings.task), robot, names, image_size=size)
        _environment = (settings.task, settings.robot, env)
    return record_demonstration(_environment[2], seed, settings, demonstrations.bag(seed))
