# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Run the whole learning chain at mini size, from nothing to a measured checkpoint.

Prints every command before it runs it; each can be run alone, too. Running the command again
continues with what is not finished. Times go to <out>/chain.json.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import time
from pathlib import Path

from lavla_training.data.atomic_file import atomic_path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument('--out', type=Path, required=True, help='folder of everything')
    parser.add_argument('--clips', type=int, default=1000, help='synthetic clips (%(default)s)')
    parser.add_argument('--demonstrations', type=int, default=50, help='(%(default)s)')
    parser.add_argument('--episodes', type=int, default=100, help='of evaluation (%(default)s)')
    parser.add_argument('--until', choices=STAGES, help='stop after this stage')


STAGES = (
    'make-video',
    'vision',
    'lam',
    'label',
    'probe',
    'intent',
    'record',
    'convert',
    'adapt',
    'evaluate',
)


def stage_commands(arguments: argparse.Namespace) -> dict[str, list[str]]:
    """Return the arguments of every stage by its verb."""
    out: Path = arguments.out
    video, vision, cache = str(out / 'video'), str(out / 'vision'), str(out / 'cache')
    lam, intent = str(out / 'lam' / 'model'), str(out / 'intent' / 'model')
    learned = ['--vision', vision, '--lam', lam, '--cache', cache]
    return {
        'make-video': [video, '--clips', str(arguments.clips), '--frames', '75'],
        'vision': ['--out', vision],
        'lam': ['--video', video, '--vision', vision, '--cache', cache, '--out', str(out / 'lam')],
        'label': ['--video', video, *learned],
        'probe': ['--video', video, *learned, '--out', str(out / 'probe.json')],
        'intent': ['--video', video, *learned, '--out', str(out / 'intent')],
        'record': [str(out / 'bags'), '--episodes', str(arguments.demonstrations)],
        'convert': [str(out / 'bags'), str(out / 'episodes')],
        'adapt': [
            *('--episodes', str(out / 'episodes')),
            *learned,
            *('--intent', intent, '--out', str(out / 'adapt')),
        ],
        'evaluate': [
            str(out / 'adapt' / 'checkpoint'),
            *('--episodes', str(arguments.episodes), '--out', str(out / 'evaluation')),
        ],
    }


def run(arguments: argparse.Namespace) -> int:
    """Run the stages in order; end with the first one that fails."""
    times_file = arguments.out / 'chain.json'
    times: dict[str, float] = (
        json.loads(times_file.read_text(encoding='utf-8')) if times_file.exists() else {}
    )
    for stage, rest in stage_commands(arguments).items():
        print(f'\n== lavla-train {stage} {shlex.join(rest)}', flush=True)
        begun_s = time.monotonic()
        command = [sys.executable, '-m', 'lavla_training.cli.main', stage, *rest]
        code = subprocess.run(command, check=False).returncode
        times[stage] = times.get(stage, 0.0) + time.monotonic() - begun_s
        with atomic_path(times_file) as partial:
            partial.write_text(json.dumps(times, indent=1) + '\n', encoding='utf-8')
        if code:
            print(f'{stage} ended with exit code {code}; run the same command to continue')
            return code
        if stage == arguments.until:
            break
    print('\nWall-clock time of each stage, s')
    for stage, seconds in times.items():
        print(f'  {stage:<12}{seconds:8.0f}')
    return 0
