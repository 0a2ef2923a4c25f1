# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Measure the success of a checkpoint over seeded episodes.

The episodes run in the stepped simulator, through the safety gate of the robot, with the latency
of the running graph. Prints the rate with its 95 % Wilson interval; running the command again
continues.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument('checkpoint', type=Path, help='folder of the policy')
    parser.add_argument('--task', default='lift_pot', help='(%(default)s)')
    parser.add_argument('--robot', default='panda_duo_sim', help='(%(default)s)')
    parser.add_argument('--episodes', type=int, default=100, help='(%(default)s)')
    parser.add_argument(
        '--first-seed',
        type=int,
        help='seed of the first episode (default: 100000; seeds below are for training)',
    )
    parser.add_argument('--instruction', help="(default: the task's phrasings in turn)")
    parser.add_argument('--latency', type=float, default=0.15, help='picture to chunk, s')
    parser.add_argument('--replan', type=float, default=0.15, help='time between chunks, s')
    parser.add_argument('--out', type=Path, required=True, help='folder of the results')
    parser.add_argument('--videos', action='store_true', help='keep videos of failed episodes')
    parser.add_argument('--workers', type=int, default=os.cpu_count() or 1, help='processes')


def run(arguments: argparse.Namespace) -> int:
    """Evaluate."""
    from lavla.policy import Policy
    from lavla.robots import load_robot
    from lavla.sim import FIRST_EVALUATION_SEED, make_task
    from lavla_training.evaluation.closed_loop import ClosedLoopSettings
    from lavla_training.evaluation.success import SuccessJob, measure_success

    if arguments.episodes < 1:
        raise ValueError(f'--episodes must be at least 1, got {arguments.episodes}')
    # Mistakes in the arguments should show here in one line, not in every worker.
    task = make_task(arguments.task)
    load_robot(arguments.robot)
    Policy.from_pretrained(arguments.checkpoint)
    first = FIRST_EVALUATION_SEED if arguments.first_seed is None else arguments.first_seed
    job = SuccessJob(
        checkpoint=arguments.checkpoint,
        task=arguments.task,
        robot=arguments.robot,
        instructions=(arguments.instruction,) if arguments.instruction else task.instructions,
        settings=ClosedLoopSettings(
            replan_interval_s=arguments.replan, latency_s=arguments.latency
        ),
        failure_videos=arguments.out / 'failures' if arguments.videos else None,
    )
    seeds = range(first, first + arguments.episodes)
    report = measure_success(job, seeds, arguments.out, arguments.workers)
    print(f'evaluate: {report.line()}')
    print(f'evaluate: wrote {arguments.out / "summary.json"}')
    return 0
