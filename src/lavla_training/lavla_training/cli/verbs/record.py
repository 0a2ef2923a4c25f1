# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Record demonstrations of a scripted expert in simulation as MCAP bags.

Each episode becomes one rosbag2 folder with the topics of the running graph. Failed episodes
are kept, marked FAILURE, and replaced. Running the command again continues.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from lavla_training.data.recording.demonstration import DemonstrationSettings
from lavla_training.data.recording.demonstration_set import (
    DemonstrationSet,
    record_demonstrations,
)
from lavla_training.progress_line import ProgressLine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    settings = DemonstrationSettings()
    parser.add_argument('folder', type=Path, help='where the bags go')
    parser.add_argument('--task', default=settings.task, help='task (%(default)s)')
    parser.add_argument('--robot', default=settings.robot, help='simulated robot (%(default)s)')
    parser.add_argument(
        '--episodes', type=int, default=50, help='successful episodes wanted (%(default)s)'
    )
    parser.add_argument('--seed', type=int, default=0, help='seed of the first (%(default)s)')
    parser.add_argument(
        '--action-noise',
        type=float,
        default=settings.action_noise,
        help='disturbance of the executed motion; commands stay clean (%(default)s)',
    )
    parser.add_argument(
        '--jpeg-quality',
        type=int,
        default=settings.jpeg_quality,
        choices=range(90, 101),
        metavar='90..100',
        help='quality of the images (%(default)s)',
    )
    parser.add_argument('--workers', type=int, default=2, help='processes (%(default)s)')


def run(arguments: argparse.Namespace) -> int:
    """Record the demonstrations."""
    demonstrations = DemonstrationSet(
        directory=arguments.folder,
        episodes=arguments.episodes,
        seed=arguments.seed,
        settings=DemonstrationSettings(
            task=arguments.task,
            robot=arguments.robot,
            action_noise=arguments.action_noise,
            jpeg_quality=arguments.jpeg_quality,
        ),
    )
    with ProgressLine('record', 'episodes') as progress:

        def show(succeeded: int, failed: int) -> None:
            progress.update(succeeded, arguments.episodes, f'{failed} failed' if failed else '')

        result = record_demonstrations(demonstrations, arguments.workers, show)
    failures = f', failed seeds: {list(result.failed_seeds)}' if result.failed_seeds else ''
    print(
        f'{demonstrations.directory}: {result.recorded} episodes recorded '
        f'({result.seconds:.0f} simulated seconds), {result.kept} kept{failures}'
    )
    return 0
