# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Measure building, serialising and parsing messages against rosbags alone.

Run: python benchmarks/messages/against_rosbags.py --output <file.md>
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
from geometry_msgs.msg import Transform, TransformStamped
from rclpy.serialization import deserialize_message, serialize_message
from rosbags.typesys import Stores, get_typestore
from sensor_msgs.msg import Image, JointState
from std_msgs.msg import Header, String
from tf2_msgs.msg import TFMessage
from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint

STORE = get_typestore(Stores.ROS2_JAZZY)
NAMES = [f'joint{index}' for index in range(16)]
VALUES = np.linspace(-1.0, 1.0, 16)
PIXELS = np.zeros(224 * 224 * 3, np.uint8)
REPEATS = 5


@dataclass(frozen=True)
class Case:
    """One type, built by our classes and by those of rosbags."""

    name: str
    kind: type
    build: Callable[[], Any]
    build_rosbags: Callable[[], Any]


def _rosbags_header() -> Any:
    stamp = STORE.types['builtin_interfaces/msg/Time'](sec=1, nanosec=2)
    return STORE.types['std_msgs/msg/Header'](stamp=stamp, frame_id='world')


def _header() -> Header:
    header = Header(frame_id='world')
    header.stamp.sec, header.stamp.nanosec = 1, 2
    return header


def _rosbags_transforms() -> Any:
    types = STORE.types
    one = types['geometry_msgs/msg/TransformStamped'](
        header=_rosbags_header(),
        child_frame_id='tool',
        transform=types['geometry_msgs/msg/Transform'](
            translation=types['geometry_msgs/msg/Vector3'](x=1.0, y=2.0, z=3.0),
            rotation=types['geometry_msgs/msg/Quaternion'](x=0.0, y=0.0, z=0.0, w=1.0),
        ),
    )
    return types['tf2_msgs/msg/TFMessage'](transforms=[one] * 8)


def _transforms() -> TFMessage:
    transform = Transform()
    transform.translation.x, transform.translation.y, transform.translation.z = 1.0, 2.0, 3.0
    one = TransformStamped(header=_header(), child_frame_id='tool', transform=transform)
    return TFMessage(transforms=[one] * 8)


def _rosbags_trajectory() -> Any:
    types = STORE.types
    point = types['trajectory_msgs/msg/JointTrajectoryPoint'](
        positions=VALUES,
        velocities=VALUES,
        accelerations=np.zeros(0),
        effort=np.zeros(0),
        time_from_start=types['builtin_interfaces/msg/Duration'](sec=0, nanosec=5),
    )
    return types['trajectory_msgs/msg/JointTrajectory'](
        header=_rosbags_header(), joint_names=NAMES, points=[point] * 24
    )


def _trajectory() -> JointTrajectory:
    point = JointTrajectoryPoint(positions=VALUES, velocities=VALUES)
    point.time_from_start.nanosec = 5
    return JointTrajectory(header=_header(), joint_names=NAMES, points=[point] * 24)


def _rosbags_image() -> Any:
    return STORE.types['sensor_msgs/msg/Image'](
        header=_rosbags_header(),
        height=224,
        width=224,
        encoding='rgb8',
        is_bigendian=0,
        step=672,
        data=PIXELS,
    )


def _image() -> Image:
    return Image(header=_header(), height=224, width=224, encoding='rgb8', step=672, data=PIXELS)


CASES = (
    Case(
        'String, 5 letters',
        String,
        lambda: String(data='hello'),
        lambda: STORE.types['std_msgs/msg/String'](data='hello'),
    ),
    Case(
        'JointState, 16 joints',
        JointState,
        lambda: JointState(
            header=_header(), name=NAMES, position=VALUES, velocity=VALUES, effort=VALUES
        ),
        lambda: STORE.types['sensor_msgs/msg/JointState'](
            header=_rosbags_header(), name=NAMES, position=VALUES, velocity=VALUES, effort=VALUES
        ),
    ),
    Case('JointTrajectory, 24 points', JointTrajectory, _trajectory, _rosbags_trajectory),
    Case('TFMessage, 8 transforms', TFMessage, _transforms, _rosbags_transforms),
    Case('Image, 224 × 224 × 3', Image, _image, _rosbags_image),
)


def cpu_us(function: Callable[[], Any], seconds: float) -> float:
    """Return the CPU time of one call, µs: the best of some repeats."""
    count, best = 1, float('inf')
    while True:
        start = time.process_time()
        for _ in range(count):
            function()
        spent = time.process_time() - start
        if spent > seconds / REPEATS:
            break
        count *= 2
    for _ in range(REPEATS):
        start = time.process_time()
        for _ in range(count):
            function()
        best = min(best, (time.process_time() - start) / count)
    return 1e6 * best


def table(seconds: float) -> str:
    """Measure every case."""
    lines = [
        '| message | build, µs | ÷ rosbags | serialise, µs | ÷ rosbags | parse, µs | ÷ rosbags |',
        '|---|---|---|---|---|---|---|',
    ]
    for case in CASES:
        kind = case.build_rosbags().__msgtype__
        ours, theirs = case.build(), case.build_rosbags()
        data = serialize_message(ours)
        expected = bytes(STORE.serialize_cdr(theirs, kind))
        if bytes(data)[: len(expected)] != expected:
            raise SystemExit(f'{case.name}: the two serialise differently')
        pairs = (
            (case.build, case.build_rosbags),
            (
                lambda ours=ours: serialize_message(ours),
                lambda theirs=theirs, kind=kind: STORE.serialize_cdr(theirs, kind),
            ),
            (
                lambda data=data, case=case: deserialize_message(data, case.kind),
                lambda data=expected, kind=kind: STORE.deserialize_cdr(data, kind),
            ),
        )
        cells = []
        for ours_call, theirs_call in pairs:
            own, base = cpu_us(ours_call, seconds), cpu_us(theirs_call, seconds)
            cells += [f'{own:.1f}', f'{own / base:.2f}']
        lines.append(f'| {case.name} | ' + ' | '.join(cells) + ' |')
    return '\n'.join(lines)


def main() -> None:
    """Print the table, and write it to a file when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument('--seconds', type=float, default=1.0, help='CPU time per measurement')
    parser.add_argument('--output', type=Path, help='Markdown file to write')
    arguments = parser.parse_args()
    load_average = os.getloadavg()[0]
    text = table(arguments.seconds)
    print(text)
    if arguments.output:
        arguments.output.write_text(
            '# Messages against rosbags alone\n\n'
            'CPU time of one thread. Our classes check and convert what is assigned and have '
            'defaults; those of rosbags are plain dataclasses.\n\n'
            '    python benchmarks/messages/against_rosbags.py --output '
            'benchmarks/messages/RESULTS.md\n\n'
            f'{datetime.now(timezone.utc):%Y-%m-%d}, {platform.python_implementation()} '
            f'{platform.python_version()}, {platform.machine()}, load average '
            f'{load_average:.1f} at the start\n\n{text}\n',
            encoding='utf-8',
        )


if __name__ == '__main__':
    main()
