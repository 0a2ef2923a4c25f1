# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""What a run of episodes amounted to: the summary and the table for the console."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class EpisodeResult:
    """One episode; durations from the instruction to the outcome."""

    episode_id: str
    seed: int | None
    outcome: str
    duration_ros_s: float
    duration_wall_s: float
    note: str = ''


@dataclass(frozen=True)
class Spread:
    """Median and 99th percentile of a series, in seconds."""

    p50: float
    p99: float


@dataclass(frozen=True)
class StageResult:
    """
    Rate and durations of one stage; None where the stage does not measure it.

    rate_hz counts seconds of ROS time. Latencies run from the stamp of the image to the output
    and are ROS time; inference is wall time.
    """

    name: str
    rate_hz: float | None = None
    latency_ros_s: Spread | None = None
    inference_wall_s: Spread | None = None


def spread(values: Sequence[float]) -> Spread | None:
    """Return median and 99th percentile, or None without values."""
    if not len(values):
        return None
    median, tail = np.percentile(np.asarray(values, dtype=np.float64), (50, 99))
    return Spread(round(float(median), 6), round(float(tail), 6))


def diagnostics_spread(values: Mapping[str, str], series: str) -> Spread | None:
    """Return the percentiles that a node reports for a series in its diagnostics."""
    try:
        return Spread(float(values[f'{series}_p50_s']), float(values[f'{series}_p99_s']))
    except (KeyError, ValueError):
        return None


def stage_entry(stage: StageResult) -> dict[str, Any]:
    """Return a stage as it stands in summary.json."""
    entry = asdict(stage)
    del entry['name']
    return {key: value for key, value in entry.items() if value is not None}


def report_lines(summary: Mapping[str, Any]) -> list[str]:
    """Return the lines of the report for people, made from the summary."""
    lines = ['', f'{"Episode":<16}{"seed":>6}  {"outcome":<10}{"sim time":>10}{"wall time":>11}']
    for episode in summary['episodes']:
        seed = '' if episode['seed'] is None else episode['seed']
        note = f'  {episode["note"]}' if episode['note'] else ''
        lines.append(
            f'{episode["episode_id"]:<16}{seed:>6}  {episode["outcome"]:<10}'
            f'{episode["duration_ros_s"]:>8.1f} s{episode["duration_wall_s"]:>9.1f} s{note}'
        )
    lines.append(
        f'{summary["successes"]} of {len(summary["episodes"])} episodes succeeded: '
        f'{summary["instruction"]!r}'
    )
    lines += ['', f'{"Stage":<26}{"rate":>9}{"latency p50 / p99":>23}{"inference p50 / p99":>24}']
    for name, stage in summary['stages'].items():
        rate = f'{stage["rate_hz"]:.1f} Hz' if 'rate_hz' in stage else ''
        latency = _milliseconds(stage.get('latency_ros_s'))
        inference = _milliseconds(stage.get('inference_wall_s'))
        lines.append(f'{name:<26}{rate:>9}{latency:>23}{inference:>24}')
    lines.append('Rates and latencies in simulation time, inference in wall time.')
    lines.append('')
    for name, value in (
        ('camera to first set-point', summary['camera_to_first_set_point_ros_s']),
        ('set-point period error', summary['set_point_period_error_wall_s']),
    ):
        lines.append(f'{name:<26}{_milliseconds(value) or "not measured":>23}')
    startup_s = summary['startup_to_first_set_point_wall_s']
    lines.append(
        f'{"launch to first set-point":<26}'
        + (f'{startup_s:>21.1f} s' if startup_s is not None else f'{"not measured":>23}')
    )
    lines.append(f'{"real-time factor":<26}{summary["real_time_factor"]:>23.2f}')
    if summary['processes']:
        lines += ['', f'{"Process":<26}{"cores":>9}{"memory":>13}']
        for process in summary['processes']:
            lines.append(
                f'{process["name"]:<26}{process["cores"]:>9.2f}{process["memory_mib"]:>9.0f} MiB'
            )
    lines.append('')
    for key in ('bag', 'video', 'summary'):
        lines.append(f'{key:<9}{summary[key] or "not recorded"}')
    if problem := summary.get('recording_problem'):
        lines.append(f'{"problem":<9}{problem}')
    return lines


def _milliseconds(value: Mapping[str, float] | None) -> str:
    return '' if value is None else f'{1e3 * value["p50"]:.1f} / {1e3 * value["p99"]:.1f} ms'
