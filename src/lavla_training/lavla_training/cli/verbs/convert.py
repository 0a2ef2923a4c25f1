# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""
Convert bags into training episodes.

Reads rosbag2 recordings (MCAP or SQLite, no ROS needed), cuts them by their episode events and
writes <output>/episode_NNNNNN. Images stay the JPEGs they are; actions are the commanded joint
positions, one step ahead. Running the command again continues.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from lavla.robots import load_robot
from lavla_training.data.conversion.convert_segment import ConversionSettings
from lavla_training.data.conversion.convert_set import convert_bags
from lavla_training.data.errors import DataError
from lavla_training.progress_line import ProgressLine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    settings = ConversionSettings()
    parser.add_argument('bags', type=Path, help='a bag, or a folder of bags')
    parser.add_argument('output', type=Path, help='where the episodes go')
    parser.add_argument('--robot', default='panda_duo_sim', help='robot (%(default)s)')
    parser.add_argument(
        '--period',
        type=float,
        default=settings.period_s,
        help='time between rows in seconds (%(default)s)',
    )
    parser.add_argument('--instruction', help='instruction of every episode (default: the bag)')
    parser.add_argument(
        '--camera',
        action='append',
        default=[],
        metavar='NAME=TOPIC',
        help='image topic of a camera, for bags with other topic names; may be repeated',
    )
    parser.add_argument(
        '--include-failures', action='store_true', help='also convert failed episodes'
    )


def run(arguments: argparse.Namespace) -> int:
    """Convert the bags."""
    settings = ConversionSettings(
        period_s=arguments.period,
        instruction=arguments.instruction,
        camera_topics=dict(_camera(text) for text in arguments.camera),
    )
    with ProgressLine('convert', 'bags') as progress:
        result = convert_bags(
            arguments.bags,
            arguments.output,
            load_robot(arguments.robot),
            settings,
            arguments.include_failures,
            progress.update,
        )
    for reason in result.left_out:
        print(f'left out: {reason}')
    print(
        f'{arguments.output}: {result.written} episodes written, {result.kept} kept, '
        f'{len(result.left_out)} left out, {result.rows} rows of {settings.period_s} s'
    )
    return 0


def _camera(text: str) -> tuple[str, str]:
    name, separator, topic = text.partition('=')
    if not (name and separator and topic):
        raise DataError(
            f'--camera {text}: expected NAME=TOPIC, as in head=/camera/color/image_raw'
        )
    return name, topic
