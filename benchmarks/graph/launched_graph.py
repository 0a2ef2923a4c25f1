# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Launch the whole graph once and make a table of its latencies, rates and CPU time.

Run: python benchmarks/graph/launched_graph.py --output <file.md>
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any


def graph_table(summary: Mapping[str, Any]) -> str:
    """Return the tables in Markdown, made from the summary.json of a run."""
    lines = [
        '| stage | rate, Hz | latency p50, ms | latency p99, ms '
        '| inference p50, ms | inference p99, ms |',
        '|---|---|---|---|---|---|',
    ]
    for name, stage in summary['stages'].items():
        rate = f'{stage["rate_hz"]:.1f}' if 'rate_hz' in stage else '–'
        latency = _spread(stage.get('latency_ros_s'))
        lines.append(_row(name, rate, *latency, *_spread(stage.get('inference_wall_s'))))
    lines += ['', '| what | p50 | p99 |', '|---|---|---|']
    for name, key in (
        (
            'camera stamp → first set-point, ms of simulation time',
            'camera_to_first_set_point_ros_s',
        ),
        ('60 Hz set-point period error, ms of wall time', 'set_point_period_error_wall_s'),
    ):
        lines.append(_row(name, *_spread(summary[key])))
    startup_s = summary['startup_to_first_set_point_wall_s']
    told = 'not measured' if startup_s is None else f'{startup_s:.1f} s'
    count = len(summary['episodes'])
    lines += [
        '',
        '| what | value |',
        '|---|---|',
        _row('launch → first set-point, wall time', told),
        _row('real-time factor reached', f'{summary["real_time_factor"]:.2f}'),
        _row('episodes that succeeded', f'{summary["successes"]} of {count}'),
        '',
        '| process | CPU, cores | memory, MiB |',
        '|---|---|---|',
    ]
    processes = summary['processes']
    for process in processes:
        lines.append(
            _row(process['name'], f'{process["cores"]:.2f}', f'{process["memory_mib"]:.0f}')
        )
    if processes:
        cores = sum(process['cores'] for process in processes)
        memory_mib = sum(process['memory_mib'] for process in processes)
        lines.append(_row('all', f'{cores:.2f}', f'{memory_mib:.0f}'))
    return '\n'.join(lines)


def _row(*cells: str) -> str:
    return '| ' + ' | '.join(cells) + ' |'


def _spread(value: Mapping[str, float] | None) -> tuple[str, str]:
    """Return p50 and p99 in milliseconds."""
    if value is None:
        return '–', '–'
    return f'{1e3 * value["p50"]:.1f}', f'{1e3 * value["p99"]:.1f}'


def launch_arguments(arguments: argparse.Namespace, folder: Path) -> list[str]:
    """Return what follows `ros2 launch lavla bimanual.launch.py`."""
    given = [f'episodes:={arguments.episodes}', 'record:=false', f'bag_dir:={folder}']
    if arguments.checkpoint:
        given.append(f'checkpoint:={arguments.checkpoint.absolute()}')
    if arguments.real_time_factor:
        given.append(f'real_time_factor:={arguments.real_time_factor}')
    if arguments.params_file:
        given.append(f'params_file:={arguments.params_file.absolute()}')
    return given


def run_graph(launch: Sequence[str], folder: Path) -> dict[str, Any]:
    """Launch the graph, wait for its end and return its summary."""
    ros2 = Path(sys.executable).parent / 'ros2'
    subprocess.run([str(ros2), 'launch', 'lavla', 'bimanual.launch.py', *launch], check=True)
    return json.loads((folder / 'summary.json').read_text(encoding='utf-8'))


def document(summary: Mapping[str, Any], command: str, load_average: float) -> str:
    """Return the whole file: what was measured, how, where and when, and the tables."""
    return (
        '# The launched graph\n\n'
        'All nodes of `bimanual.launch.py` in simulation, without recording. Rates and latencies '
        'are in simulation time, latencies run from the stamp of the oldest image used to the '
        'message; inference and the period error are wall time. Period error and camera → '
        'set-point are of the arm with the longer tail. CPU is a mean over all episodes, resets '
        'included.\n\n'
        f'    {command}\n\n'
        f'{datetime.now(timezone.utc):%Y-%m-%d}, {platform.python_implementation()} '
        f'{platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load average '
        f'{load_average:.1f} before the launch, robot {summary["robot"]}, task '
        f'{summary["task"]}, checkpoint {Path(summary["checkpoint"]).name}\n\n'
        f'{graph_table(summary)}\n'
    )


def main() -> None:
    """Print the tables, and write them to a file when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument('--episodes', type=int, default=5, help='episodes to run')
    parser.add_argument('--checkpoint', type=Path, help='default: the shipped one')
    parser.add_argument('--real-time-factor', type=float, help="default: the robot file's")
    parser.add_argument('--params-file', type=Path, help='node parameters for the launch')
    parser.add_argument('--output', type=Path, help='Markdown file to write')
    arguments = parser.parse_args()
    if arguments.episodes < 1:
        parser.error('--episodes must be at least 1')
    load_average = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix='lavla_graph_') as name:
        folder = Path(name)
        try:
            summary = run_graph(launch_arguments(arguments, folder), folder)
        except subprocess.CalledProcessError as error:
            parser.exit(1, f'the graph ended with exit code {error.returncode}\n')
    command = ' '.join(['python benchmarks/graph/launched_graph.py', *sys.argv[1:]])
    text = document(summary, command, load_average)
    print(text)
    if arguments.output:
        arguments.output.write_text(text, encoding='utf-8')


if __name__ == '__main__':
    main()
