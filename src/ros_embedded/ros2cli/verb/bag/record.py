# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""`ros2 bag record`."""

from __future__ import annotations

import argparse
import datetime
import re
from pathlib import Path

from ros2cli.api.cli_node import cli_node
from ros2cli.api.graph_names import absolute_name
from ros2cli.api.spin import spin_until
from ros2cli.cli_error import CliError

_COMPRESSIONS = {'zstd': 'zstd_fast', 'lz4': 'lz4', 'none': 'none'}
_PRESETS = ('none', 'fastwrite', 'zstd_fast', 'zstd_small')


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument('topics', nargs='*', help='Topics to record')
    parser.add_argument(
        '-a',
        '--all',
        '--all-topics',
        dest='all_topics',
        action='store_true',
        help='Record all topics',
    )
    parser.add_argument('-e', '--regex', default='', help='Record topics that match entirely')
    parser.add_argument(
        '-x', '--exclude-regex', default='', help='Do not record topics that match entirely'
    )
    parser.add_argument(
        '--exclude-topics', nargs='+', default=[], metavar='TOPIC', help='Do not record these'
    )
    parser.add_argument(
        '--include-hidden-topics', action='store_true', help='Record hidden topics too'
    )
    parser.add_argument(
        '--no-discovery', action='store_true', help='Record only what is there at the start'
    )
    parser.add_argument(
        '-p',
        '--polling-interval',
        type=int,
        default=100,
        metavar='MS',
        help='Time between two looks for new topics (default: %(default)s ms)',
    )
    parser.add_argument(
        '-o', '--output', help='Folder of the bag (default: rosbag2_<date>-<time>)'
    )
    parser.add_argument('-s', '--storage', default='mcap', help='Storage format (only mcap)')
    parser.add_argument(
        '-b',
        '--max-bag-size',
        type=int,
        default=0,
        metavar='BYTES',
        help='Begin another file when this size is reached (default: never)',
    )
    parser.add_argument(
        '-d',
        '--max-bag-duration',
        type=int,
        default=0,
        metavar='SECONDS',
        help='Begin another file when this duration is reached (default: never)',
    )
    parser.add_argument(
        '--storage-preset-profile', choices=_PRESETS, help='Compression of the MCAP chunks'
    )
    parser.add_argument(
        '--compression',
        choices=tuple(_COMPRESSIONS),
        help='Compression of the MCAP chunks (default: zstd)',
    )
    parser.add_argument(
        '--compression-mode',
        choices=('none',),
        default='none',
        help='Accepted for compatibility: chunks are compressed, not messages or files',
    )
    parser.add_argument(
        '--use-sim-time', action='store_true', help='Take the times of messages from /clock'
    )
    parser.add_argument('--node-name', default='rosbag2_recorder', help='Name of the node')


def main(args: argparse.Namespace) -> int:
    """Record until Ctrl-C; a full disk or the like is an error."""
    from ros2cli.api.bag_recorder import BagRecorder, TopicChoice

    choice = TopicChoice(
        topics=[absolute_name(topic) for topic in args.topics],
        all_topics=args.all_topics,
        regex=_checked(args.regex, '--regex'),
        exclude_topics=[absolute_name(topic) for topic in args.exclude_topics],
        exclude_regex=_checked(args.exclude_regex, '--exclude-regex'),
        include_hidden=args.include_hidden_topics,
    )
    if not (choice.topics or choice.all_topics or choice.regex):
        raise CliError('nothing to record: give topics, a regular expression (-e) or all (-a)')
    if args.compression is not None and args.storage_preset_profile is not None:
        raise CliError('give either --compression or --storage-preset-profile')
    preset = _COMPRESSIONS.get(args.compression, args.storage_preset_profile or '')
    folder = Path(args.output or f'rosbag2_{datetime.datetime.now():%Y_%m_%d-%H_%M_%S}')
    with cli_node(name=args.node_name, use_sim_time=args.use_sim_time) as node:
        recorder = BagRecorder(
            node,
            folder,
            choice,
            storage=args.storage,
            preset=preset,
            max_bag_size=args.max_bag_size,
            max_bag_duration=args.max_bag_duration,
        )
        recorder.look_for_topics()
        if not args.no_discovery:
            recorder.look_every(args.polling_interval / 1000.0)
        print('Recording... (stop with Ctrl-C)', flush=True)
        try:
            spin_until(node, lambda: recorder.failure is not None)
        except KeyboardInterrupt:
            print('\nStopping.', flush=True)
        finally:
            recorder.close()
    if recorder.failure is not None:
        raise CliError(str(recorder.failure))
    print(f"Recorded {recorder.message_count} messages to '{folder}'")
    return 0


def _checked(expression: str, option: str) -> str:
    try:
        re.compile(expression)
    except re.error as error:
        raise CliError(f"{option} '{expression}' is no regular expression: {error}") from error
    return expression
