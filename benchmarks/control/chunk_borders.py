# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Measure how closely and how smoothly the safety gate executes chunks.

One simulated arm, set-points at 60 Hz, chunks of 20 rows at 10 Hz that arrive 100 to 200 ms after
their observation. Run: python benchmarks/control/chunk_borders.py --output <file.md>
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lavla.control import Chunk, GateSettings, JointController
from lavla.robots import Arm, load_robot

PERIOD_S = 1.0 / 60.0
CHUNK_PERIOD_S = 0.05
ROWS = 20
COMMAND = 'python benchmarks/control/chunk_borders.py --output benchmarks/control/RESULTS.md'


@dataclass(frozen=True)
class Source:
    """Where chunks come from: a true motion and the policy's errors, in radians."""

    name: str
    frequency_hz: float
    amplitude: float
    row_noise: float
    disagreement: float


SOURCES = (
    Source('smooth, 0.5 Hz', 0.5, 0.3, 0.0, 0.0),
    Source('smooth, 1 Hz', 1.0, 0.25, 0.0, 0.0),
    Source('row noise 2 mrad', 0.5, 0.3, 0.002, 0.0),
    Source('chunks disagree by 10 mrad', 0.5, 0.3, 0.0, 0.01),
)
RULES: tuple[tuple[str, GateSettings | None], ...] = (
    ('raw rows, no gate', None),
    ('replacement', GateSettings(blending='replace')),
    ('ensembling', GateSettings(blending='ensemble')),
    ('real-time blending (default)', GateSettings()),
    ('real-time blending, no smoothing', GateSettings(smoothing=0.0)),
)


class Motion:
    """A smooth motion of seven joints around home that begins at rest."""

    def __init__(self, arm: Arm, source: Source, seed: int) -> None:
        """Draw amplitudes, frequencies and phases."""
        rng = np.random.default_rng(seed)
        self._home = arm.home
        self._amplitude = source.amplitude * rng.uniform(0.4, 1.0, 7)
        self._w = 2.0 * np.pi * source.frequency_hz * rng.uniform(0.6, 1.0, 7)
        self._phase = rng.uniform(0.0, 2.0 * np.pi, 7)

    def __call__(self, times_s: np.ndarray) -> np.ndarray:
        """Return positions (T, 7)."""
        t = np.atleast_1d(times_s)[:, None]
        wave = np.sin(self._w * t + self._phase) - np.sin(self._phase)
        return self._home + self._amplitude * wave * (1.0 - np.exp(-4.0 * t * t))


def make_chunks(
    arm: Arm, motion: Motion, source: Source, duration_s: float, seed: int
) -> list[tuple[float, Chunk]]:
    """Return chunks with their times of arrival; all rules get the same ones."""
    rng = np.random.default_rng(seed)
    chunks = []
    for index in range(int(duration_s * 10)):
        stamp_s = 0.1 * index
        rows = motion(stamp_s + CHUNK_PERIOD_S * np.arange(1, ROWS + 1))
        rows = rows + source.disagreement * rng.normal(size=7)
        rows = rows + source.row_noise * rng.normal(size=rows.shape)
        arrival_s = stamp_s + rng.uniform(0.1, 0.2)
        chunks.append(
            (arrival_s, Chunk(stamp_s, index + 1, 1, arm.joint_names, CHUNK_PERIOD_S, rows))
        )
    return sorted(chunks, key=lambda item: item[1].sequence)


@dataclass(frozen=True, eq=False)
class Execution:
    """Positions and velocities (K, 7) at times (K,), where chunks began, and CPU times."""

    times_s: np.ndarray
    positions: np.ndarray
    velocities: np.ndarray
    borders: np.ndarray
    update_s: np.ndarray


def execute_gate(
    arm: Arm, settings: GateSettings, chunks: list[tuple[float, Chunk]], duration_s: float
) -> Execution:
    """Execute chunks through the gate; the robot follows perfectly."""
    gate = JointController(arm.limits, settings, arm.kinematics, arm.workspace)
    position, velocity = arm.home, np.zeros(7)
    waiting = list(chunks)
    log: list[tuple[float, np.ndarray, np.ndarray, bool]] = []
    update_s = []
    for step in range(round(duration_s / PERIOD_S)):
        now_s = step * PERIOD_S
        gate.observe(position, velocity, now_s, now_s)
        if step == 0:
            gate.enable()
        while waiting and waiting[0][0] <= now_s:
            reason = gate.offer(waiting.pop(0)[1], now_s)
            if reason:
                raise RuntimeError(f'the gate dropped a chunk: {reason}')
        started_s = time.perf_counter()
        set_point = gate.update(now_s)
        update_s.append(time.perf_counter() - started_s)
        if set_point is not None:
            position, velocity = set_point.positions[0], set_point.velocities[0]
            log.append(
                (now_s + set_point.times_s[0], position, velocity, set_point.first_of_chunk)
            )
    return Execution(*map(np.array, zip(*log, strict=True)), np.array(update_s))


def execute_raw(chunks: list[tuple[float, Chunk]], duration_s: float) -> Execution:
    """Interpolate the rows of the newest chunk linearly: what a stack without a gate does."""
    times_s = np.arange(0.25, duration_s, PERIOD_S)
    positions, borders = [], []
    newest: Chunk | None = None
    waiting = list(chunks)
    for now_s in times_s:
        border = False
        while waiting and waiting[0][0] <= now_s:
            newest, border = waiting.pop(0)[1], True
        assert newest is not None
        rows_s = newest.stamp_s + CHUNK_PERIOD_S * np.arange(1, ROWS + 1)
        positions.append([np.interp(now_s, rows_s, column) for column in newest.positions.T])
        borders.append(border)
    table = np.array(positions)
    velocities = np.diff(table, axis=0, prepend=table[:1]) / PERIOD_S
    return Execution(times_s, table, velocities, np.array(borders), np.zeros(1))


def row(source: Source, rule: str, run: Execution, motion: Callable) -> str:
    """Return one line of the table, without the first second."""
    steady = run.times_s > 1.0
    times_s, positions = run.times_s[steady], run.positions[steady]
    true = motion(times_s)
    error = positions - true
    speed = (motion(times_s + 1e-4) - motion(times_s - 1e-4)) / 2e-4
    lag_s = -float((error * speed).sum() / (speed * speed).sum())
    acceleration = np.diff(positions, 2, axis=0) / PERIOD_S**2
    jerk = np.diff(acceleration, axis=0) / PERIOD_S
    jump = np.abs(np.diff(acceleration, axis=0)).max(axis=1)
    borders = np.flatnonzero(run.borders[steady])
    near = np.unique(np.concatenate([borders + shift for shift in range(-2, 2)]))
    near = near[(near >= 0) & (near < len(jump))]
    cells = [
        source.name,
        rule,
        f'{1e3 * np.sqrt((error**2).mean()):.2f}',
        f'{1e3 * np.abs(error).max():.2f}',
        f'{1e3 * lag_s:.2f}',
        f'{np.abs(acceleration).max():.1f}',
        f'{np.sqrt((jerk**2).mean()):.0f}',
        f'{np.percentile(jump[near], 99):.2f}',
        '–' if len(run.update_s) < 2 else f'{1e6 * np.median(run.update_s):.0f}',
    ]
    return '| ' + ' | '.join(cells) + ' |'


def table(duration_s: float) -> str:
    """Run every rule on the same chunks and return the table."""
    arm = load_robot('panda_duo_sim').arm('left')
    lines = [
        '| chunks | rule | error rms, mrad | error max, mrad | lag, ms | acceleration max, rad/s² '
        '| jerk rms, rad/s³ | acceleration step at borders p99, rad/s² | update median, µs |',
        '|---|---|---|---|---|---|---|---|---|',
    ]
    for index, source in enumerate(SOURCES):
        motion = Motion(arm, source, index)
        chunks = make_chunks(arm, motion, source, duration_s, index)
        for rule, settings in RULES:
            if settings is None:
                run = execute_raw(chunks, duration_s)
            else:
                run = execute_gate(arm, settings, chunks, duration_s)
            lines.append(row(source, rule, run, motion))
    return '\n'.join(lines)


def main() -> None:
    """Print the table, and write it to a file when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument('--seconds', type=float, default=30.0, help='simulated time of each run')
    parser.add_argument('--output', type=Path, help='Markdown file to write')
    arguments = parser.parse_args()
    text = table(arguments.seconds)
    print(text)
    if arguments.output:
        arguments.output.write_text(
            '# Executing chunks: blending against ensembling and replacement\n\n'
            'One Panda of `panda_duo_sim` with its workspace, 60 Hz set-points, chunks of 20 rows '
            '(50 ms) at 10 Hz, arriving 100–200 ms after their observation; the same chunks for '
            'every rule. Errors are against the true motion, so row noise and disagreement are '
            'part of them. "Lag" is the delay that explains the error best. Accelerations are '
            'second differences of the executed positions.\n\n'
            f'    {COMMAND}\n\n'
            f'{platform.python_implementation()} {platform.python_version()}, '
            f'NumPy {np.__version__}, {platform.machine()}, {arguments.seconds:.0f} s each\n\n'
            f'{text}\n',
            encoding='utf-8',
        )


if __name__ == '__main__':
    main()
