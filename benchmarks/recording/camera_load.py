# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Record three cameras and joint states, and count what is lost and what it costs.

Run: python benchmarks/recording/camera_load.py --output <file.md>
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import psutil
import rclpy
from rclpy.node import Node
from rclpy.publisher import Publisher
from rclpy.qos import QoSProfile, qos_profile_sensor_data
from rclpy.serialization import serialize_message
from rosbag2_py import Info
from sensor_msgs.msg import Image, JointState

COMMAND = 'python benchmarks/recording/camera_load.py --output benchmarks/recording/RESULTS.md'
ROOT = Path(__file__).resolve().parents[2]
CAMERAS = 3
CAMERA_RATE_HZ = 30
JOINT_RATE_HZ = 100
HEIGHT, WIDTH = 480, 640
# Different pictures, so that no recorder profits from seeing the same one again.
FRAMES = 8
NOISE = 4.0
READY_TIMEOUT_S = 60.0
SETTLE_S = 2.0
EXPLANATION = (
    f'{CAMERAS} cameras publish {WIDTH}×{HEIGHT} rgb8 images at {CAMERA_RATE_HZ} Hz (best effort; '
    'a colour gradient with sensor noise), and 16 joints their states at '
    f'{JOINT_RATE_HZ} Hz (reliable), all from one other process. Lost is what was published after '
    'the recorder had subscribed and is not in the bag. CPU is that of the recording process from '
    'the first message to two seconds after the last, divided by the time of publishing: 1 is a '
    'core.'
)


@dataclass(frozen=True)
class Recorder:
    """A way to record: its name, and the command that records some topics below a folder."""

    name: str
    command: Callable[[Path, list[str]], list[str]]
    bag: str


def _ros2_bag_record(*options: str) -> Callable[[Path, list[str]], list[str]]:
    def command(folder: Path, topics: list[str]) -> list[str]:
        ros2 = [sys.executable, '-m', 'ros2cli.cli', 'bag', 'record']
        return [*ros2, '-o', str(folder / 'bag'), *options, '--topics', *topics]

    return command


def _recorder_node(folder: Path, topics: list[str]) -> list[str]:
    parameters = {
        'directory': folder,
        'topics': f'[{", ".join(topics)}]',
        'images': 'raw',
        'video_topic': "''",
        'autostart': 'true',
    }
    arguments = [word for name, value in parameters.items() for word in ('-p', f'{name}:={value}')]
    return [sys.executable, str(ROOT / 'scripts/recorder'), '--ros-args', *arguments]


RECORDERS = (
    Recorder('`ros2 bag record`', _ros2_bag_record(), 'bag'),
    Recorder(
        '`ros2 bag record --storage-preset-profile fastwrite`',
        _ros2_bag_record('--storage-preset-profile', 'fastwrite'),
        'bag',
    ),
    Recorder('recorder node', _recorder_node, 'recording_000'),
)


@dataclass(frozen=True)
class Stream:
    """A topic and the serialised messages that are published on it in turn."""

    publisher: Publisher
    rate_hz: int
    messages: list[bytes]


@dataclass(frozen=True)
class Run:
    """What one recorder did with the load."""

    sent: dict[str, int]
    recorded: dict[str, int]
    payload_bytes: int
    bag_bytes: int
    cpu_share: float

    def cells(self) -> list[str]:
        """Return losses of images and joint states, CPU share, and sizes in MB."""
        return [
            self._lost('image'),
            self._lost('joint'),
            f'{self.cpu_share:.2f}',
            f'{self.payload_bytes / 1e6:.0f}',
            f'{self.bag_bytes / 1e6:.0f}',
        ]

    def _lost(self, part: str) -> str:
        topics = [topic for topic in self.sent if part in topic]
        sent = sum(self.sent[topic] for topic in topics)
        recorded = sum(self.recorded.get(topic, 0) for topic in topics)
        return f'{sent - recorded} of {sent}'


def images(rng: np.random.Generator) -> list[bytes]:
    """Return serialised camera pictures: a gradient that moves, with noise."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    messages = []
    for frame in range(FRAMES):
        shades = np.stack(
            [rows / 2.0, columns / 3.0, (rows + columns) / 5.0 + 8.0 * frame], axis=2
        )
        noisy = np.clip(shades + rng.normal(0.0, NOISE, shades.shape), 0, 255).astype(np.uint8)
        message = Image(
            height=HEIGHT, width=WIDTH, encoding='rgb8', step=3 * WIDTH, data=noisy.ravel()
        )
        messages.append(serialize_message(message))
    return messages


def joint_states(rng: np.random.Generator) -> list[bytes]:
    """Return serialised joint states."""
    names = [f'joint{index}' for index in range(16)]
    return [
        serialize_message(JointState(name=names, position=position, velocity=velocity))
        for position, velocity in rng.normal(size=(FRAMES, 2, 16))
    ]


def create_streams(node: Node) -> list[Stream]:
    """Return the cameras' and the joints' publishers with their messages."""
    rng = np.random.default_rng(0)
    streams = [
        Stream(
            node.create_publisher(Image, f'/camera_{index}/image_raw', qos_profile_sensor_data),
            CAMERA_RATE_HZ,
            images(rng),
        )
        for index in range(CAMERAS)
    ]
    joints = node.create_publisher(JointState, '/joint_states', QoSProfile(depth=100))
    return [*streams, Stream(joints, JOINT_RATE_HZ, joint_states(rng))]


def publish(streams: list[Stream], seconds: float) -> dict[str, int]:
    """Publish every stream at its rate; return how many messages each topic had."""
    due = sorted(
        (index / stream.rate_hz, position, index)
        for position, stream in enumerate(streams)
        for index in range(round(seconds * stream.rate_hz))
    )
    start_s = time.monotonic()
    for time_s, position, index in due:
        time.sleep(max(0.0, start_s + time_s - time.monotonic()))
        stream = streams[position]
        stream.publisher.publish(stream.messages[index % len(stream.messages)])
    return {stream.publisher.topic_name: round(seconds * stream.rate_hz) for stream in streams}


def measure(recorder: Recorder, streams: list[Stream], seconds: float, folder: Path) -> Run:
    """Let one recorder record the load into a folder, and read what it has written."""
    topics = [stream.publisher.topic_name for stream in streams]
    process = psutil.Popen(recorder.command(folder, topics), stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: all(each.publisher.get_subscription_count() for each in streams))
        time.sleep(SETTLE_S)
        start_cpu_s, start_s = cpu_s(process), time.monotonic()
        sent = publish(streams, seconds)
        publishing_s = time.monotonic() - start_s
        time.sleep(SETTLE_S)
        cpu_share = (cpu_s(process) - start_cpu_s) / publishing_s
        process.send_signal(signal.SIGINT)
        process.wait(READY_TIMEOUT_S)
    finally:
        if process.is_running():
            process.kill()
            process.wait()
    metadata = Info().read_metadata(str(folder / recorder.bag), 'mcap')
    payload = sum(
        len(stream.messages[0]) * sent[stream.publisher.topic_name] for stream in streams
    )
    recorded = {
        topic.topic_metadata.name: topic.message_count
        for topic in metadata.topics_with_message_count
    }
    return Run(sent, recorded, payload, metadata.bag_size, cpu_share)


def cpu_s(process: psutil.Process) -> float:
    """Return the CPU time that a process has used, in seconds."""
    times = process.cpu_times()
    return float(times.user + times.system)


def wait_until(is_true: Callable[[], bool]) -> None:
    """Poll; raise TimeoutError after a minute."""
    deadline_s = time.monotonic() + READY_TIMEOUT_S
    while not is_true():
        if time.monotonic() > deadline_s:
            raise TimeoutError(f'the recorder did not subscribe within {READY_TIMEOUT_S:.0f} s')
        time.sleep(0.05)


def table(seconds: float, parent: Path) -> str:
    """Measure every recorder, one after the other."""
    lines = [
        '| recorder | images lost | joint states lost | CPU, cores | published, MB | bag, MB |',
        '|---|---|---|---|---|---|',
    ]
    node = rclpy.create_node('camera_load')
    streams = create_streams(node)
    for recorder in RECORDERS:
        folder = Path(tempfile.mkdtemp(prefix='recording_', dir=parent))
        try:
            run = measure(recorder, streams, seconds, folder)
        finally:
            shutil.rmtree(folder)
        lines.append('| ' + ' | '.join([recorder.name, *run.cells()]) + ' |')
        print(lines[-1], file=sys.stderr, flush=True)
    node.destroy_node()
    return '\n'.join(lines)


def main() -> None:
    """Print the table, and write it to a file when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument('--seconds', type=float, default=60.0, help='duration of each recording')
    parser.add_argument(
        '--directory', type=Path, help='where the bags lie for a while; about 5 GB for 60 s'
    )
    parser.add_argument('--output', type=Path, help='Markdown file to write')
    arguments = parser.parse_args()
    load_before = os.getloadavg()[0]
    rclpy.init(args=[])
    text = table(arguments.seconds, arguments.directory or Path(tempfile.gettempdir()))
    rclpy.try_shutdown()
    report = (
        '# Recording three cameras and joint states\n\n'
        f'{EXPLANATION}\n\n'
        f'    {COMMAND}\n\n'
        f'{datetime.now(timezone.utc):%Y-%m-%d}, {platform.python_implementation()} '
        f'{platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, '
        f'{arguments.seconds:.0f} s each, load average {load_before:.1f} at the start\n\n'
        f'{text}\n'
    )
    print(report)
    if arguments.output:
        arguments.output.write_text(report, encoding='utf-8')


if __name__ == '__main__':
    main()
