# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Measure how evenly set-points come on the wall clock while the policy uses the processor.

The launched graph runs with fake joints and with cameras that play rendered pictures, as on a
robot: no simulator shares the cores, and time is the wall's. Beside it, a bare loop that only
sleeps until its next period, with the same priority, shows what this machine can do.

Run: python benchmarks/graph/wall_clock.py --output <file.md>
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

import cv2
import numpy as np
import rclpy
from diagnostic_msgs.msg import DiagnosticArray
from rclpy.node import Node

from lavla.nodes.process_cpu import ProcessCpu
from lavla.robots import load_robot
from lavla.sim import CONTROL_PERIOD_S, BimanualEnv, make_expert, make_task

ROBOT = 'fake'
CAMERA_RATE_HZ = 1.0 / CONTROL_PERIOD_S
PERIOD_S = 1.0 / 60.0
READY_TIMEOUT_S = 120.0
BARE_LOOP = """
import json, os, sys, time
period_s, count = float(sys.argv[1]), int(sys.argv[2])
try:
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(20))
except PermissionError:
    pass
ticks, due_s = [], time.monotonic()
for _ in range(count):
    due_s += period_s
    time.sleep(max(0.0, due_s - time.monotonic()))
    ticks.append(time.monotonic())
print(json.dumps(ticks))
"""


def render_videos(folder: Path, seconds: float = 5.0) -> dict[str, Path]:
    """Render the scripted expert for every camera; return the video files by camera."""
    robot = load_robot('panda_duo_sim')
    cameras = tuple(camera.name for camera in robot.cameras)
    task = make_task('lift_pot')
    env = BimanualEnv(task, robot, cameras, 224, 0)
    env.reset(0)
    expert = make_expert(task.name, env, np.random.default_rng(0))
    files = {name: folder / f'{name}.mp4' for name in cameras}
    codec = cv2.VideoWriter_fourcc(*'mp4v')
    writers = {
        name: cv2.VideoWriter(str(path), codec, CAMERA_RATE_HZ, (224, 224))
        for name, path in files.items()
    }
    while env.time_s < seconds:
        env.move_to(expert.targets())
        for name, writer in writers.items():
            writer.write(np.ascontiguousarray(env.render(name)[..., ::-1]))
    for writer in writers.values():
        writer.release()
    env.close()
    return files


@contextmanager
def running(commands: list[list[str]], log: Path) -> Iterator[None]:
    """Run processes until the block ends; interrupt them as Ctrl-C does."""
    with log.open('w', encoding='utf-8') as stream:
        processes = [
            subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT)
            for command in commands
        ]
        try:
            yield
        finally:
            for process in processes:
                process.send_signal(signal.SIGINT)
            for process in processes:
                process.wait(timeout=30.0)


class Listener(Node):
    """Keep the newest diagnostics of every stage."""

    def __init__(self) -> None:
        """Subscribe."""
        super().__init__('wall_clock_benchmark')
        self.values: dict[str, dict[str, str]] = {}
        self.create_subscription(DiagnosticArray, '/diagnostics', self._store, 50)

    def _store(self, message: DiagnosticArray) -> None:
        for status in message.status:
            name = status.name.split(':')[0].split('/')[-1]
            self.values[name] = {item.key: item.value for item in status.values}


def measure(seconds: float, folder: Path) -> tuple[dict[str, dict[str, str]], np.ndarray, list]:
    """Run the graph; return diagnostics by node, errors (s) of the bare loop, CPU use."""
    tools = Path(sys.executable).parent
    ros2 = str(tools / 'ros2')
    parameters = folder / 'parameters.yaml'
    parameters.write_text(
        '/**/episode_runner:\n  ros__parameters:\n    enable_controllers: true\n',
        encoding='utf-8',
    )
    launch = [
        *(ros2, 'launch', 'lavla', 'bimanual.launch.py', f'robot:={ROBOT}'),
        *('instruction:=lift the pot', f'params_file:={parameters}', f'bag_dir:={folder}'),
    ]
    cameras = [
        [
            *(ros2, 'run', 'lavla', 'camera', '--ros-args', '-r', f'__node:=camera_{name}'),
            *('-p', f'camera_name:={name}', '-p', f'file:={file}'),
        ]
        for name, file in render_videos(folder).items()
    ]
    rclpy.init()
    listener = Listener()
    log = folder / 'log.txt'
    with running([launch, *cameras], log):
        deadline_s = time.monotonic() + READY_TIMEOUT_S
        while 'period_error_p99_s' not in listener.values.get('left_arm_controller', {}):
            rclpy.spin_once(listener, timeout_sec=0.5)
            if time.monotonic() > deadline_s:
                raise SystemExit(
                    f'no set-points after {READY_TIMEOUT_S:.0f} s; the log ends:\n'
                    + '\n'.join(log.read_text(encoding='utf-8').splitlines()[-20:])
                )
        cpu = ProcessCpu(os.getpid())
        cpu.start()
        count = str(int(seconds / PERIOD_S))
        loop = subprocess.Popen(
            [sys.executable, '-c', BARE_LOOP, str(PERIOD_S), count],
            stdout=subprocess.PIPE,
            text=True,
        )
        end_s = time.monotonic() + seconds
        while time.monotonic() < end_s:
            rclpy.spin_once(listener, timeout_sec=0.5)
        use = cpu.use()
        ticks = np.array(json.loads(loop.communicate()[0]))
    listener.destroy_node()
    rclpy.try_shutdown()
    return listener.values, np.abs(np.diff(ticks) - PERIOD_S), use


def table(values: dict[str, dict[str, str]], bare_s: np.ndarray, use: list) -> str:
    """Return the tables in Markdown."""
    bare = [float(np.percentile(bare_s, share)) for share in (50, 99)]
    lines = [
        '| 60 Hz period error, ms of wall time | p50 | p99 | p99 against the bare loop |',
        '|---|---|---|---|',
        f'| bare loop | {1e3 * bare[0]:.2f} | {1e3 * bare[1]:.2f} | 1 |',
    ]
    for side in ('left', 'right'):
        found = values[f'{side}_arm_controller']
        low, high = (float(found[f'period_error_{name}_s']) for name in ('p50', 'p99'))
        lines.append(
            f'| {side}_arm_controller | {1e3 * low:.2f} | {1e3 * high:.2f} '
            f'| {high / bare[1]:.1f} |'
        )
    lines += [
        '',
        '| stage | rate, Hz | p50, ms | p99, ms |',
        '|---|---|---|---|',
    ]
    series = [
        ('vision_encoder', 'inference'),
        ('intent_predictor', 'inference'),
        ('action_expert', 'inference'),
        ('left_arm_controller', 'camera_to_set_point'),
        ('right_arm_controller', 'camera_to_set_point'),
    ]
    for name, key in series:
        found = values.get(name, {})
        if f'{key}_p50_s' not in found:
            raise SystemExit(f'{name} reported no {key}; it said {found}')
        low, high = (1e3 * float(found[f'{key}_{part}_s']) for part in ('p50', 'p99'))
        lines.append(
            f'| {name}: {key.replace("_", " ")} | {found.get("rate_hz", "–")} '
            f'| {low:.1f} | {high:.1f} |'
        )
    lines += ['', '| process | CPU, cores |', '|---|---|']
    lines += [f'| {process.name} | {process.cores:.2f} |' for process in use]
    return '\n'.join(lines)


def main() -> None:
    """Print the tables, and write them to a file when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument('--seconds', type=float, default=60.0, help='(%(default)s)')
    parser.add_argument('--output', type=Path, help='Markdown file to write')
    arguments = parser.parse_args()
    load_average = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix='lavla_wall_clock_') as name:
        tables = table(*measure(arguments.seconds, Path(name)))
    command = ' '.join(['python benchmarks/graph/wall_clock.py', *sys.argv[1:]])
    text = (
        '# Set-points on the wall clock\n\n'
        'The graph of `bimanual.launch.py robot:=fake` with three cameras that play rendered '
        'pictures at 20 Hz: no simulator, all ages and periods in wall time, the policy running '
        'all the while. Percentiles of the newest 2,000 values.\n\n'
        f'    {command}\n\n'
        f'{datetime.now(timezone.utc):%Y-%m-%d}, {platform.python_implementation()} '
        f'{platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load average '
        f'{load_average:.1f} before the launch\n\n{tables}\n'
    )
    print(text)
    if arguments.output:
        arguments.output.write_text(text, encoding='utf-8')


if __name__ == '__main__':
    main()
